import { flagOf, type JsonObject, textOf } from "./fields.ts";

const importers: ReadonlySet<string> = new Set(["apple_health", "garmin_connect"]);

/**
 * True where Peloton got the workout from somebody else: whoever passes it on there makes a loop.
 * Null where the record, as the older ones do, says nothing of it.
 */
export function isThirdParty(workout: JsonObject): boolean | null {
  return importers.has(textOf(workout["device_type"]) ?? "") || flagOf(workout["is_3p_fit_feed_workout"]);
}
