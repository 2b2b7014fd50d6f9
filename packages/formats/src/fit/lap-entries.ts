import { known } from "./entries.ts";
import { numberOf } from "./loose.ts";
import type { Lap } from "./laps.ts";
import { fields } from "./messages.ts";
import type { Source } from "./source.ts";
import type { FieldEntry } from "./wire/field.ts";

const lapEvent = 9;
const stop = 1;

/** The lap messages of a session, in order. */
export function lapEntries(source: Source): readonly (readonly FieldEntry[])[] {
  const { laps } = source;
  // Where the session is one lap, what is true of the one is true of the other.
  const [only] = laps;
  if (laps.length === 1 && only !== undefined) return [entriesOf(withTotals(only, source), 0, source)];
  return laps.map((lap, index) => entriesOf(lap, index, source));
}

function entriesOf(lap: Lap, index: number, { startSecond, sport }: Source): readonly FieldEntry[] {
  const { lap: field } = fields;
  return known([
    [field.messageIndex, index],
    [field.timestamp, startSecond + Math.round(lap.to)],
    [field.event, lapEvent],
    [field.eventType, stop],
    [field.startTime, startSecond + Math.round(lap.from)],
    [field.totalElapsedTime, lap.to - lap.from],
    [field.totalTimerTime, lap.timerSeconds],
    [field.totalDistance, lap.distanceMeters],
    [field.totalCycles, lap.strokes],
    [field.totalCalories, lap.calories],
    [field.averageSpeed, lap.averageSpeed],
    [field.enhancedAverageSpeed, lap.averageSpeed],
    [field.averageHeartRate, lap.averageBpm],
    [field.averagePower, lap.averageWatts],
    [field.lapTrigger, lap.trigger],
    [field.sport, sport.sport],
    [field.subSport, sport.subSport],
    [field.swimStroke, lap.strokeType],
  ]);
}

function withTotals(lap: Lap, { activity }: Source): Lap {
  return {
    ...lap,
    distanceMeters: lap.distanceMeters ?? numberOf(activity.distance_data?.summary?.distance_meters),
    averageSpeed: lap.averageSpeed ?? numberOf(activity.movement_data?.avg_speed_meters_per_second),
    averageBpm: lap.averageBpm ?? numberOf(activity.heart_rate_data?.summary?.avg_hr_bpm),
    averageWatts: lap.averageWatts ?? numberOf(activity.power_data?.avg_watts),
    calories: lap.calories ?? numberOf(activity.calories_data?.total_burned_calories),
  };
}
