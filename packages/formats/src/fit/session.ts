import { cycleEntries } from "./cycle-entries.ts";
import { entriesOfTotals } from "./session-totals.ts";
import { known } from "./entries.ts";
import { developerFields, fields } from "./messages.ts";
import { numberOf } from "./loose.ts";
import type { Source } from "./source.ts";
import type { FieldEntry } from "./wire/field.ts";

const sessionEvent = 8;
const stop = 1;
const activityEnd = 0;

/** The session message: own fields, and the developer fields for what the profile has none for. */
export function sessionEntries(source: Source): {
  readonly own: readonly FieldEntry[];
  readonly developer: readonly FieldEntry[];
} {
  const { session } = fields;
  const { activity } = source;
  const own = developerFields.session;
  const resistance = activity.musette_data?.resistance_data;
  const strokes = activity.musette_data?.stroke_data;
  return {
    own: known([
      [session.messageIndex, 0],
      [session.timestamp, source.endSecond],
      [session.event, sessionEvent],
      [session.eventType, stop],
      [session.startTime, source.startSecond],
      [session.sport, source.sport.sport],
      [session.subSport, source.sport.subSport],
      [session.totalElapsedTime, source.elapsedSeconds],
      [session.totalTimerTime, source.running.totalSeconds],
      [session.firstLapIndex, 0],
      [session.lapCount, source.laps.length],
      [session.trigger, activityEnd],
      ...entriesOfTotals(activity, source.sport),
    ]),
    developer: known([
      [own.summaryId.field, source.summaryId],
      [own.provider.field, source.provider],
      [own.activityType.field, source.activityType],
      [own.netCalories.field, numberOf(activity.calories_data?.net_activity_calories)],
      [own.averageResistancePercent.field, numberOf(resistance?.avg_percentage)],
      [own.maxResistancePercent.field, numberOf(resistance?.max_percentage)],
      [own.averageResistanceLevel.field, numberOf(resistance?.avg_level)],
      [own.maxResistanceLevel.field, numberOf(resistance?.max_level)],
      [own.averageStrokeRate.field, numberOf(strokes?.avg_stroke_rate_strokes_per_minute)],
      [own.maxStrokeRate.field, numberOf(strokes?.max_stroke_rate_strokes_per_minute)],
      [own.averageSplitPace.field, numberOf(strokes?.avg_split_pace_seconds_per_500_meters)],
      [own.bestSplitPace.field, numberOf(strokes?.best_split_pace_seconds_per_500_meters)],
      ...cycleEntries(activity, source.sport).developer,
    ]),
  };
}
