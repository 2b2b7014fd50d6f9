import type { activityRow } from "@musette/core";
import type { Column, ColumnType } from "./column.ts";

type Row = ReturnType<typeof activityRow>;

const types: Readonly<Record<keyof Row, ColumnType>> = {
  event_key: "text",
  user_id: "text",
  reference_id: "text",
  provider: "text",
  summary_id: "text",
  name: "text",
  type: "int64",
  discipline: "text",
  class_title: "text",
  instructor_name: "text",
  start_time: "text",
  end_time: "text",
  start_time_utc: "timestamp",
  end_time_utc: "timestamp",
  duration_seconds: "double",
  active_seconds: "double",
  distance_meters: "double",
  steps: "int64",
  elevation_gain_actual_meters: "double",
  work_kilojoules: "double",
  avg_watts: "double",
  max_watts: "double",
  avg_hr_bpm: "double",
  max_hr_bpm: "double",
  min_hr_bpm: "double",
  total_burned_calories: "double",
  avg_cadence_rpm: "double",
  max_cadence_rpm: "double",
  avg_speed_meters_per_second: "double",
  max_speed_meters_per_second: "double",
  avg_resistance_percentage: "double",
  avg_incline_percentage: "double",
  event_id: "text",
  received_at: "timestamp",
  revision: "int64",
};

/**
 * The columns of the table `activities`: those of `terra_activities` in SQL, under the same names, and
 * the activity itself as JSON in `payload`, less the lists of samples that `activity_samples` holds.
 */
export const activityColumns: readonly Column[] = [
  ...Object.entries(types).map(([name, type]) => ({ name, type })),
  { name: "payload", type: "text", like: "document" },
];
