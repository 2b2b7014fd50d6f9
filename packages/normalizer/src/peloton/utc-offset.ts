import { zoneOffsetMinutes } from "../zone-offset.ts";
import { type JsonObject, numberOf, textOf } from "./fields.ts";

/** Every offset in use is a multiple of a quarter of an hour; the two device clocks differ by a second. */
const quarterSeconds = 900;
/** The widest offset in use is UTC+14. */
const widestMinutes = 14 * 60;

/**
 * Local time minus UTC where the workout was done, in minutes; null where the workout does not say.
 *
 * `device_time_created_at` is `created_at` on the local wall clock. Older and imported workouts lack
 * it and have only `timezone`: an IANA name, or `Etc/GMT+5`, which is UTC-5.
 */
export function utcOffsetMinutes(workout: JsonObject, atMs: number): number | null {
  const zone = textOf(workout["timezone"]);
  return offsetOfDevice(workout) ?? (zone === null ? null : zoneOffsetMinutes(zone, atMs));
}

function offsetOfDevice(workout: JsonObject): number | null {
  const local = numberOf(workout["device_time_created_at"]);
  const utc = numberOf(workout["created_at"]) ?? numberOf(workout["created"]);
  if (local === null || utc === null) return null;
  const minutes = (Math.round((local - utc) / quarterSeconds) * quarterSeconds) / 60;
  // Adding 0 turns -0 into 0.
  return Math.abs(minutes) <= widestMinutes ? minutes + 0 : null;
}
