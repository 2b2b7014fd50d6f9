import type { OriginRule } from "./origin.ts";
import { pelotonExtensionRules } from "./peloton-extension-rules.ts";
import { figure, largest, mean, samples } from "./peloton-metrics.ts";

const byUnit = "in the unit that stands beside it";

/** Laps of the distance, or else of the class plan: each as a whole, because a lap may be left out. */
const laps: readonly OriginRule[] = [
  [
    "/lap_data/laps",
    ["graph:/splits_data/splits", "graph:/splits_data/distance_marker_display_unit"],
    "a lap for each mile or kilometer; the last one is what the others leave; averages are of the samples within",
  ],
  [
    "/lap_data/laps",
    ["graph:/segment_list"],
    "a lap for each part of the class that was reached; averages are of the samples within",
  ],
];

/** What of a Peloton activity comes from where; without places of the payload: what Musette says of all of them. */
export const pelotonRules: readonly OriginRule[] = [
  ["/metadata/summary_id", ["workout:/id"], ""],
  [
    "/metadata/start_time",
    ["workout:/start_time", "workout:/device_time_created_at", "workout:/created_at"],
    "Unix seconds to ISO 8601; the offset is device_time_created_at less created_at",
  ],
  ["/metadata/start_time", ["workout:/start_time"], "Unix seconds to ISO 8601"],
  ["/metadata/end_time", ["workout:/end_time"], "Unix seconds to ISO 8601 in the workout's own offset"],
  [
    "/metadata/end_time",
    ["workout:/start_time", "graph:/seconds_since_pedaling_start"],
    "no end is stated: a second after the last sample",
  ],
  [
    "/metadata/end_time",
    ["workout:/start_time", "ride:/duration"],
    "no end is stated: the length of the class",
  ],
  ["/metadata/end_time", ["workout:/start_time"], "nothing says how long it took: the start"],
  [
    "/metadata/timestamp_localization",
    [],
    "LOCAL where the workout says how far its clock is from UTC, or in which zone it was; else UTC",
  ],
  [
    "/metadata/upload_type",
    ["workout:/is_3p_fit_feed_workout"],
    "whether Peloton recorded it, or got it from elsewhere",
  ],
  ["/metadata/upload_type", [], "automatic: nothing says that Peloton got it from elsewhere"],
  ["/metadata/type", ["workout:/fitness_discipline"], "Peloton's discipline to Terra's activity type"],
  ["/metadata/name", ["ride:/title"], ""],
  ["/metadata/name", ["workout:/title"], ""],
  ["/metadata/name", ["workout:/name"], ""],
  ["/device_data/name", ["workout:/device_type_display_name"], ""],
  ["/device_data/manufacturer", [], "Peloton's own workouts"],
  [
    "/active_durations_data/activity_seconds",
    ["graph:/seconds_since_pedaling_start"],
    "the seconds that have a sample, or lie between two",
  ],
  [
    "/active_durations_data/activity_seconds",
    ["workout:/start_time", "workout:/end_time"],
    "from the start to the end",
  ],
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
  [
    "/distance_data/detailed/distance_samples",
    ["graph:/location_data"],
    "the distance at each place of the route, to meters",
  ],
  [
    "/distance_data/detailed/distance_samples",
    ["graph:/metrics/[speed]/values", "graph:/summaries/[distance]/value"],
    "the speed added up over time, so that it ends at the distance stated",
  ],
  [
    "/distance_data/detailed/distance_samples",
    ["graph:/metrics/[pace]/alternatives/[speed]/values", "graph:/summaries/[distance]/value"],
    "the speed added up over time, so that it ends at the distance stated",
  ],
  [
    "/distance_data/detailed/distance_samples",
    ["graph:/metrics/[speed]/values"],
    "the speed added up over time",
  ],
  ...samples("/distance_data/detailed/elevation_samples", "elev_meters", "[altitude]", "to meters"),
  figure("/distance_data/summary/elevation/avg_meters", "altitude", "the mean of its samples, to meters"),
  figure("/distance_data/summary/elevation/max_meters", "altitude", "the largest of its samples, to meters"),
  figure("/distance_data/summary/elevation/min_meters", "altitude", "the smallest of its samples, to meters"),
  ["/calories_data/total_burned_calories", ["graph:/summaries/[calories]/value"], ""],
  ["/calories_data/total_burned_calories", ["graph:/summaries/[total_calories]/value"], ""],
  ["/calories_data/total_burned_calories", ["workout:/calories"], ""],
  ["/heart_rate_data/summary/min_hr_bpm", ["graph:/metrics/[heart_rate]/values"], "the smallest above 0"],
  figure("/heart_rate_data/summary/avg_hr_bpm", "heart_rate", "the mean of its samples, zeros left out"),
  figure("/heart_rate_data/summary/max_hr_bpm", "heart_rate", largest),
  [
    "/heart_rate_data/summary/user_max_hr_bpm",
    ["graph:/metrics/[heart_rate]/zones"],
    "the upper end of the highest zone",
  ],
  [
    "/heart_rate_data/summary/hr_zone_data",
    ["graph:/metrics/[heart_rate]/zones"],
    "Peloton's Zone 1 is Terra's 0; its bounds as percentages of the upper end of the highest",
  ],
  [
    "/heart_rate_data/summary/hr_zone_data",
    ["graph:/effort_zones/heart_rate_zone_durations"],
    "Peloton's Zone 1 is Terra's 0",
  ],
  [
    "/heart_rate_data/summary/hr_zone_data",
    ["workout:/effort_zones/heart_rate_zone_durations"],
    "Peloton's Zone 1 is Terra's 0",
  ],
  ...laps,
  figure("/movement_data/avg_cadence_rpm", "cadence", mean),
  figure("/movement_data/avg_cadence_rpm", "stroke_rate", `${mean}; pauses left out`),
  figure("/movement_data/max_cadence_rpm", "cadence", largest),
  figure("/movement_data/max_cadence_rpm", "stroke_rate", largest),
  figure("/movement_data/avg_speed_meters_per_second", "speed", `${mean}; to meters per second`),
  figure("/movement_data/avg_speed_meters_per_second", "pace", `of the speed beside the pace: ${mean}`),
  figure("/movement_data/max_speed_meters_per_second", "speed", `${largest}; to meters per second`),
  figure("/movement_data/max_speed_meters_per_second", "pace", `of the speed beside the pace: ${largest}`),
  [
    "/movement_data/avg_pace_minutes_per_kilometer",
    ["graph:/average_summaries/[avg_pace]/value"],
    "to minutes per kilometer",
  ],
  figure(
    "/movement_data/avg_pace_minutes_per_kilometer",
    "pace",
    "as Peloton states it, else 1000 / (60 × average speed)",
  ),
  figure("/movement_data/max_pace_minutes_per_kilometer", "pace", "the fastest"),
  figure("/power_data/avg_watts", "output", mean),
  figure("/power_data/max_watts", "output", largest),
  ["/work_data/work_kilojoules", ["workout:/total_work"], "joules to kilojoules, ÷ 1000"],
  ["/work_data/work_kilojoules", ["graph:/summaries/[total_output]/value"], ""],
  ["/position_data", ["graph:/location_data"], "the places of the route; its first, middle and last one"],
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
  ...pelotonExtensionRules,
];
