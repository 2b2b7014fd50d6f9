import type { OriginRule } from "./origin.ts";

const byUnit = "in the unit that stands beside it";

/** A metric's list of samples: item by item where none was left out, else the list as a whole. */
function samples(path: string, field: string, metric: string, conversion = ""): readonly OriginRule[] {
  const values = `graph:/metrics/${metric}/values`;
  return [
    [path, [values], conversion || "a sample for each value that is there"],
    [`${path}/*/${field}`, [`${values}/*`], conversion],
    [`${path}/*/timer_duration_seconds`, ["graph:/seconds_since_pedaling_start/*"], ""],
    [
      `${path}/*/timestamp`,
      ["workout:/start_time", "graph:/seconds_since_pedaling_start/*"],
      "start and seconds since it added, Unix seconds to ISO 8601 in the workout's own offset",
    ],
  ];
}

/** What of a Peloton activity comes from where. What depends on the samples' completeness is left out. */
export const pelotonRules: readonly OriginRule[] = [
  ["/metadata/summary_id", ["workout:/id"], ""],
  [
    "/metadata/start_time",
    ["workout:/start_time", "workout:/device_time_created_at", "workout:/created_at"],
    "Unix seconds to ISO 8601; the offset is device_time_created_at less created_at",
  ],
  ["/metadata/start_time", ["workout:/start_time"], "Unix seconds to ISO 8601"],
  ["/metadata/end_time", ["workout:/end_time"], "Unix seconds to ISO 8601 in the workout's own offset"],
  ["/metadata/type", ["workout:/fitness_discipline"], "Peloton's discipline to Terra's activity type"],
  ["/metadata/name", ["ride:/title"], ""],
  ["/metadata/name", ["workout:/title"], ""],
  ["/metadata/name", ["workout:/name"], ""],
  ["/device_data/name", ["workout:/device_type_display_name"], ""],
  [
    "/distance_data/summary/distance_meters",
    ["graph:/summaries/[distance]/value", "graph:/summaries/[distance]/display_unit"],
    `to meters: 1 mi is 1609.344 m; ${byUnit}`,
  ],
  [
    "/distance_data/summary/elevation/gain_actual_meters",
    ["graph:/summaries/[elevation]/value", "graph:/summaries/[elevation]/display_unit"],
    `to meters: 1 ft is 0.3048 m; ${byUnit}`,
  ],
  ["/calories_data/total_burned_calories", ["graph:/summaries/[calories]/value"], ""],
  ["/heart_rate_data/summary/min_hr_bpm", ["graph:/metrics/[heart_rate]/values"], "the smallest above 0"],
  ["/heart_rate_data/summary/avg_hr_bpm", ["graph:/metrics/[heart_rate]/values"], "the mean, zeros left out"],
  ...samples("/heart_rate_data/detailed/hr_samples", "bpm", "[heart_rate]"),
  ...samples("/power_data/power_samples", "watts", "[output]"),
  ...samples("/movement_data/cadence_samples", "cadence_rpm", "[cadence]"),
  ...samples("/movement_data/cadence_samples", "cadence_rpm", "[stroke_rate]"),
  ...samples(
    "/movement_data/speed_samples",
    "speed_meters_per_second",
    "[speed]",
    "miles or kilometers an hour to meters per second",
  ),
  ...samples(
    "/movement_data/speed_samples",
    "speed_meters_per_second",
    "[pace]/alternatives/[speed]",
    "miles or kilometers an hour to meters per second",
  ),
  ...samples("/musette_data/resistance_data/resistance_samples", "resistance_percentage", "[resistance]"),
  ...samples("/musette_data/incline_data/incline_samples", "incline_percentage", "[incline]"),
  ...samples(
    "/musette_data/stroke_data/stroke_rate_samples",
    "stroke_rate_strokes_per_minute",
    "[stroke_rate]",
  ),
  ["/musette_data/source/workout_id", ["workout:/id"], ""],
  ["/musette_data/source/device_type", ["workout:/device_type"], ""],
  ["/musette_data/source/platform", ["workout:/platform"], ""],
  ["/musette_data/source/workout_type", ["workout:/workout_type"], ""],
  ["/musette_data/source/status", ["workout:/status"], ""],
  ["/musette_data/source/program_id", ["ride:/series_id"], ""],
  ["/musette_data/discipline", ["workout:/fitness_discipline"], ""],
  ["/musette_data/leaderboard_data/rank", ["workout:/leaderboard_rank"], ""],
  ["/musette_data/leaderboard_data/total_users", ["workout:/total_leaderboard_users"], ""],
  ["/musette_data/effort_data/total_effort_points", ["graph:/effort_zones/total_effort_points"], ""],
  ["/musette_data/ftp_data/ftp_watts", ["workout:/ftp_info/ftp"], ""],
  ["/musette_data/ftp_data/ftp_source", ["workout:/ftp_info/ftp_source"], ""],
  ["/musette_data/class_data/class_id", ["ride:/id"], ""],
  ["/musette_data/class_data/title", ["ride:/title"], ""],
  ["/musette_data/class_data/instructor_name", ["ride:/instructor/name"], ""],
  ["/musette_data/class_data/duration_seconds", ["ride:/duration"], ""],
  ["/musette_data/class_data/difficulty_estimate", ["ride:/difficulty_estimate"], ""],
  ["/musette_data/class_data/original_air_time", ["ride:/original_air_time"], "Unix seconds to ISO 8601"],
  ["/musette_data/class_data/segments/*/name", ["graph:/segment_list/*/name"], ""],
  ["/musette_data/class_data/segments/*/length_seconds", ["graph:/segment_list/*/length"], ""],
  [
    "/musette_data/class_data/segments/*/start_offset_seconds",
    ["graph:/segment_list/*/start_time_offset"],
    "",
  ],
];
