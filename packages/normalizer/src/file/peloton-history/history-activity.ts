import { type Activity, TimestampLocalization, UploadType } from "@musette/core";
import { emptyActivity } from "../../activity-skeleton.ts";
import { activityTypeOf } from "../../peloton/disciplines.ts";
import { formatTimestamp } from "../../timestamp.ts";
import type { HistoryRow } from "./history-row.ts";
import { historyMusetteData } from "./history-musette-data.ts";
import type { HistoryTime } from "./history-time.ts";

/** The history's names for what the API calls otherwise. */
const apiDisciplines: ReadonlyMap<string, string> = new Map([
  ["tread_bootcamp", "circuit"],
  ["bootcamp", "circuit"],
  ["row_bootcamp", "caesar_bootcamp"],
  ["rowing", "caesar"],
  ["row", "caesar"],
]);

const minuteMs = 60_000;
/** `+00:00`. */
const offsetLength = 6;

/** When the workout began and ended, as Terra writes it. The end is that of the class. */
export function historyTimes({ start, minutes }: HistoryRow) {
  const endMs = start.wallMs + (minutes ?? 0) * minuteMs;
  return { start_time: write(start), end_time: write({ ...start, wallMs: endMs }) };
}

/** `Bike Bootcamp` is `bike_bootcamp` in the API. */
export function disciplineSlug(discipline: string): string {
  return discipline.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
}

/** The workout in Terra's words: what the history says of it, which is averages and totals. */
export function historyActivity(row: HistoryRow, summaryId: string): Activity {
  const slug = disciplineSlug(row.discipline);
  const empty = emptyActivity({
    ...historyTimes(row),
    summary_id: summaryId,
    type: activityTypeOf(apiDisciplines.get(slug) ?? slug, false),
    upload_type: UploadType.Automatic,
  });
  return {
    ...empty,
    metadata: {
      ...empty.metadata,
      name: row.title,
      timestamp_localization: TimestampLocalization.Local,
    },
    calories_data: { ...empty.calories_data, total_burned_calories: row.caloriesKcal },
    device_data: { ...empty.device_data, manufacturer: "Peloton" },
    distance_data: {
      ...empty.distance_data,
      summary: { ...empty.distance_data.summary, distance_meters: row.distanceMeters },
    },
    heart_rate_data: {
      ...empty.heart_rate_data,
      summary: { ...empty.heart_rate_data.summary, avg_hr_bpm: row.averageBpm },
    },
    movement_data: {
      ...empty.movement_data,
      avg_cadence_rpm: row.averageCadenceRpm,
      avg_speed_meters_per_second: row.averageSpeedMetersPerSecond,
      avg_pace_minutes_per_kilometer: row.averagePaceMinutesPerKilometer,
    },
    power_data: { ...empty.power_data, avg_watts: row.averageWatts },
    work_data: { work_kilojoules: row.workKilojoules },
    musette_data: historyMusetteData(row, summaryId, slug),
  };
}

function write({ wallMs, offsetMinutes }: HistoryTime): string {
  if (offsetMinutes === null) return formatTimestamp(wallMs, 0).slice(0, -offsetLength);
  return formatTimestamp(wallMs - offsetMinutes * minuteMs, offsetMinutes);
}
