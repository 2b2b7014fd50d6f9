/** The manufacturer of a file that is nobody's product (FIT profile, type manufacturer). */
const development = 255;

/** Whose data this is. No other maker's number is used: its services would take the file for its own device's. */
const byProvider: ReadonlyMap<string, number> = new Map([
  ["PELOTON", 340],
  ["IFIT", 128],
]);

/**
 * The manufacturer that a file may honestly name: the provider where the workout was done on its
 * machines, else "development".
 */
export function manufacturerOf(provider: string, isThirdParty: boolean): number {
  return isThirdParty ? development : (byProvider.get(provider) ?? development);
}
