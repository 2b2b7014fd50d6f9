const endings = /\.(?:fit|tcx|csv|json)$/i;
const hidden = /(?:^|[\\/])(?:\.|__MACOSX[\\/])/;

/**
 * Whether a file that was not named itself, but its folder or zip, may be a payload: by its name only.
 *
 * @param name its path from there.
 */
export function isPayloadName(name: string): boolean {
  return endings.test(name) && !hidden.test(name);
}
