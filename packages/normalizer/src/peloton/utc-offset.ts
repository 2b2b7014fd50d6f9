import { type JsonObject, numberOf, textOf } from "./fields.ts";

/** Every offset in use is a multiple of a quarter of an hour; the two device clocks differ by a second. */
const quarterSeconds = 900;
/** The widest offset in use is UTC+14. */
const widestMinutes = 14 * 60;

/** Making a format costs more than reading a whole workout; there are only some hundred zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Local time minus UTC where the workout was done, in minutes; null where the workout does not say.
 *
 * `device_time_created_at` is `created_at` on the local wall clock. Older and imported workouts lack
 * it and have only `timezone`: an IANA name, or `Etc/GMT+5`, which is UTC-5.
 */
export function utcOffsetMinutes(workout: JsonObject, atMs: number): number | null {
  return offsetOfDevice(workout) ?? offsetOfZone(textOf(workout["timezone"]), atMs);
}

function offsetOfDevice(workout: JsonObject): number | null {
  const local = numberOf(workout["device_time_created_at"]);
  const utc = numberOf(workout["created_at"]) ?? numberOf(workout["created"]);
  if (local === null || utc === null) return null;
  const minutes = (Math.round((local - utc) / quarterSeconds) * quarterSeconds) / 60;
  // Adding 0 turns -0 into 0.
  return Math.abs(minutes) <= widestMinutes ? minutes + 0 : null;
}

function offsetOfZone(zone: string | null, atMs: number): number | null {
  const format = zone === null ? null : formatOf(zone);
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
