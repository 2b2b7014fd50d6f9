import { known } from "./entries.ts";
import { listOf, numberOf } from "./loose.ts";
import { fields, messages } from "./messages.ts";
import type { Source } from "./source.ts";
import type { FieldEntry } from "./wire/field.ts";

type LooseZone = Readonly<Record<string, unknown>> | null;

/** A field has 255 bytes, and no body more zones than this. */
const mostZones = 16;

/**
 * Time in heart rate zones, and the rates that they are made from, as a time_in_zone message of the
 * session; null where the activity states none of it. The index of a zone is Terra's number; its upper
 * bound says which heart rates are meant.
 */
export function heartRateZones({ activity, endSecond }: Source): readonly FieldEntry[] | null {
  const summary = activity.heart_rate_data?.summary;
  const maxBpm = numberOf(summary?.user_max_hr_bpm);
  const restingBpm = numberOf(summary?.resting_hr_bpm);
  const zones = listOf(summary?.hr_zone_data).map((zone) => zone as LooseZone);
  const durations = byNumber(zones, (zone) => numberOf(zone?.["duration_seconds"]));
  if (durations.length === 0 && maxBpm === null && restingBpm === null) return null;
  const bounds = byNumber(zones, (zone) => {
    const percentage = numberOf(zone?.["end_percentage"]);
    return percentage === null || maxBpm === null ? null : (percentage * maxBpm) / 100;
  });
  const { timeInZone } = fields;
  return known([
    [timeInZone.timestamp, endSecond],
    [timeInZone.referenceMessage, messages.session.globalNumber],
    [timeInZone.referenceIndex, 0],
    [timeInZone.timeInHeartRateZone, durations.length === 0 ? null : durations],
    [timeInZone.heartRateZoneHighBoundary, bounds.length === 0 ? null : bounds],
    [timeInZone.maxHeartRate, maxBpm],
    [timeInZone.restingHeartRate, restingBpm],
  ]);
}

/** A list by the zones' numbers, NaN for one that is not there; empty where none has a value. */
function byNumber(
  zones: readonly LooseZone[],
  valueOf: (zone: LooseZone) => number | null,
): readonly number[] {
  const list: number[] = [];
  for (const [index, zone] of zones.entries()) {
    const number = numberOf(zone?.["zone"]) ?? index;
    const value = valueOf(zone);
    if (value === null || !Number.isInteger(number) || number < 0 || number >= mostZones) continue;
    while (list.length < number) list.push(Number.NaN);
    list[number] = value;
  }
  return list;
}
