/** Every change of an offset happens on a quarter of an hour. */
const quarterMs = 900_000;
const mostKnownOffsets = 20_000;

/** Making a format costs more than reading a whole workout; there are only some hundred zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatting costs microseconds, and a history of years asks for the same days again and again. */
const knownOffsets = new Map<string, number | null>();

/**
 * Local time minus UTC in a zone at an instant, in minutes; null where there is no such zone.
 *
 * @param zone an IANA name, or `Etc/GMT+5`, which is UTC-5.
 */
export function zoneOffsetMinutes(zone: string, atMs: number): number | null {
  const key = `${zone} ${Math.floor(atMs / quarterMs)}`;
  const known = knownOffsets.get(key);
  if (known !== undefined) return known;
  const offset = offsetOf(zone, atMs);
  if (knownOffsets.size >= mostKnownOffsets) knownOffsets.clear();
  knownOffsets.set(key, offset);
  return offset;
}

function offsetOf(zone: string, atMs: number): number | null {
  const format = formatOf(zone);
  if (format === null) return null;
  const name = format.formatToParts(atMs).find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name);
  if (match === null) return null;
  const minutes = Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  return match[1] === "-" ? 0 - minutes : minutes;
}

/** Null where there is no such zone. */
function formatOf(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  try {
    const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    formats.set(zone, format);
    return format;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
