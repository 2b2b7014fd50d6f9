/** A point in time, and what the payload says of the local clock. */
export interface Instant {
  readonly epochMs: number;
  /** Local time minus UTC, in minutes; 0 where the payload states none. */
  readonly offsetMinutes: number;
}

/** From here on (the year 2255) a double no longer holds every microsecond. */
const firstInexactMs = 9_000_000_000_000;

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads Unix milliseconds (the API) or ISO 8601 (the web page). A text without an offset is UTC, as
 * the numbers are. Null where the value is neither, or is before 1970 or after 2255.
 */
export function readInstant(value: unknown): Instant | null {
  if (typeof value === "number") return inRange({ epochMs: value, offsetMinutes: 0 });
  if (typeof value !== "string") return null;
  const match = isoInstant.exec(value);
  if (match === null) return null;
  const zone = match[1];
  const epochMs = Date.parse(zone === undefined ? `${value}Z` : value);
  return inRange({ epochMs, offsetMinutes: zone === undefined || zone === "Z" ? 0 : minutesOf(zone) });
}

/** True where a timestamp can be written for it. */
export function isWritable(epochMs: number): boolean {
  return epochMs > 0 && epochMs < firstInexactMs;
}

function inRange(instant: Instant): Instant | null {
  return isWritable(instant.epochMs) ? instant : null;
}

/** `-05:30` is -330. */
function minutesOf(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return zone.startsWith("-") ? -minutes : minutes;
}
