import type { OriginRule } from "./origin.ts";

/** A stat's change points: item by item where none was left out, else the list as a whole. */
function samples(path: string, field: string, stat: string): readonly OriginRule[] {
  return [
    [path, [`log:/stats/${stat}`], "a sample for each change point, from the first with a value"],
    [`${path}/*/${field}`, [`log:/stats/${stat}/*/value`], ""],
    [`${path}/*/timer_duration_seconds`, [`log:/stats/${stat}/*/offset`], "milliseconds to seconds, ÷ 1000"],
    [
      `${path}/*/timestamp`,
      ["log:/start", `log:/stats/${stat}/*/offset`],
      "start and milliseconds since it added, to ISO 8601",
    ],
  ];
}

/** What of an iFit activity comes from where, in either spelling. */
export const ifitRules: readonly OriginRule[] = [
  ["/metadata/summary_id", ["log:/id|_id"], ""],
  ["/metadata/start_time", ["log:/start"], "to ISO 8601"],
  ["/metadata/end_time", ["log:/end"], "to ISO 8601"],
  ["/metadata/end_time", ["log:/start", "log:/duration"], "start and duration added, to ISO 8601"],
  ["/metadata/type", ["log:/type"], "iFit's type and origin to Terra's activity type"],
  ["/metadata/name", ["item:/workout/title"], ""],
  ["/active_durations_data/activity_seconds", ["log:/duration"], "milliseconds to seconds, ÷ 1000"],
  ["/device_data/name", ["log:/origin"], ""],
  ["/device_data/software_version", ["log:/software_number|softwareNumber"], ""],
  ["/calories_data/total_burned_calories", ["log:/summary/total_calories|totalCalories"], ""],
  ["/distance_data/summary/distance_meters", ["log:/summary/total_meters|totalMeters"], ""],
  ["/power_data/avg_watts", ["log:/summary/average_watts|averageWatts"], ""],
  ["/power_data/max_watts", ["log:/summary/max_watts|maxWatts"], ""],
  ["/TSS_data/TSS_samples/0/normalized_power_watts", ["log:/summary/normalized_power|normalizedPower"], ""],
  ["/heart_rate_data/summary/min_hr_bpm", ["log:/stats/bpm"], "the smallest above 0"],
  ["/movement_data/max_speed_meters_per_second", ["log:/stats/mps"], "the largest"],
  ...samples("/calories_data/calorie_samples", "calories", "calories"),
  ...samples("/distance_data/detailed/distance_samples", "distance_meters", "meters"),
  ...samples("/heart_rate_data/detailed/hr_samples", "bpm", "bpm"),
  ...samples("/movement_data/speed_samples", "speed_meters_per_second", "mps"),
  ...samples("/power_data/power_samples", "watts", "watts"),
  ...samples("/musette_data/resistance_data/resistance_samples", "resistance_level", "resistance"),
  ...samples("/musette_data/incline_data/incline_samples", "incline_percentage", "incline"),
  ["/musette_data/source/device_type", ["log:/machine_id|machineId"], ""],
  ["/musette_data/source/platform", ["log:/origin"], ""],
  ["/musette_data/source/workout_type", ["log:/workout_context|workoutContext"], ""],
  ["/musette_data/discipline", ["log:/type"], ""],
  ["/musette_data/class_data/class_id", ["log:/workout_id|workoutId"], ""],
];
