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

/** A figure that iFit states, or else one that is made of the change points of a stat. */
function figure(path: string, stated: string, stat: string, conversion: string): readonly OriginRule[] {
  return [[path, [`log:/summary/${stated}`], ""], ofStat(path, stat, conversion)];
}

function ofStat(path: string, stat: string, conversion: string): OriginRule {
  return [path, [`log:/stats/${stat}`], conversion];
}

const meanOverTime = "the mean over time: each change point holds until the next";

/** Laps as a whole: each begins where the ones before it end. */
function laps(unit: string, meters: string): OriginRule {
  return [
    "/lap_data/laps",
    [`log:/summary/splits/${unit}`],
    `a lap of ${meters} m for each, one after the other`,
  ];
}

/** What of an iFit activity comes from where, in either spelling; without places of the payload: what Musette says of all of them. */
export const ifitRules: readonly OriginRule[] = [
  ["/metadata/summary_id", ["log:/id|_id"], ""],
  ["/metadata/start_time", ["log:/start"], "to ISO 8601"],
  ["/metadata/end_time", ["log:/end"], "to ISO 8601"],
  ["/metadata/end_time", ["log:/start", "log:/duration"], "start and duration added, to ISO 8601"],
  ["/metadata/end_time", ["log:/start", "log:/stats"], "no end is stated: the last measurement"],
  ["/metadata/timestamp_localization", ["log:/start"], "LOCAL where the start has an offset, else UTC"],
  ["/metadata/upload_type", ["log:/redundant"], "whether it is a copy of a workout that is there already"],
  ["/metadata/upload_type", ["log:/origin"], "whether iFit's own machine recorded it"],
  ["/metadata/upload_type", [], "automatic: nothing says that iFit got it from elsewhere"],
  ["/metadata/type", ["log:/type"], "iFit's type and origin to Terra's activity type"],
  ["/metadata/name", ["item:/workout/title"], ""],
  ["/metadata/name", ["log:/workout/title"], ""],
  ["/metadata/name", ["log:/title"], ""],
  ["/active_durations_data/activity_seconds", ["log:/duration"], "milliseconds to seconds, ÷ 1000"],
  ["/device_data/name", ["log:/origin"], ""],
  ["/device_data/manufacturer", [], "iFit's own workouts"],
  ["/device_data/software_version", ["log:/software_number|softwareNumber"], ""],
  ...figure(
    "/calories_data/total_burned_calories",
    "total_calories|totalCalories",
    "calories",
    "the last one",
  ),
  ...figure("/distance_data/summary/distance_meters", "total_meters|totalMeters", "meters", "the last one"),
  ...figure("/distance_data/summary/steps", "total_steps|totalSteps", "steps", "the last one"),
  [
    "/distance_data/summary/elevation/gain_actual_meters",
    ["log:/summary/total_elevation_gain|totalElevationGain"],
    "",
  ],
  ...figure("/power_data/avg_watts", "average_watts|averageWatts", "watts", meanOverTime),
  ...figure("/power_data/max_watts", "max_watts|maxWatts", "watts", "the largest"),
  ...figure("/heart_rate_data/summary/avg_hr_bpm", "average_bpm|averageBPM", "bpm", meanOverTime),
  ...figure("/heart_rate_data/summary/max_hr_bpm", "max_bpm|maxBPM", "bpm", "the largest"),
  laps("km", "1000"),
  laps("mile", "1609.344"),
  ["/TSS_data/TSS_samples/0/normalized_power_watts", ["log:/summary/normalized_power|normalizedPower"], ""],
  ["/heart_rate_data/summary/min_hr_bpm", ["log:/stats/bpm"], "the smallest above 0"],
  ofStat("/movement_data/max_speed_meters_per_second", "mps", "the largest"),
  ofStat("/movement_data/avg_speed_meters_per_second", "mps", meanOverTime),
  ...figure("/movement_data/avg_cadence_rpm", "average_spm|averageSpm", "spm", meanOverTime),
  ...figure("/movement_data/avg_cadence_rpm", "average_cadence|averageCadence", "rpm", meanOverTime),
  ...figure("/movement_data/max_cadence_rpm", "max_spm|maxSpm", "spm", "the largest"),
  ...figure("/movement_data/max_cadence_rpm", "max_cadence|maxCadence", "rpm", "the largest"),
  ...samples("/calories_data/calorie_samples", "calories", "calories"),
  ...samples("/distance_data/detailed/distance_samples", "distance_meters", "meters"),
  ...samples("/heart_rate_data/detailed/hr_samples", "bpm", "bpm"),
  ...samples("/movement_data/speed_samples", "speed_meters_per_second", "mps"),
  ...samples("/power_data/power_samples", "watts", "watts"),
  ...samples("/musette_data/resistance_data/resistance_samples", "resistance_level", "resistance"),
  ...samples("/musette_data/incline_data/incline_samples", "incline_percentage", "incline"),
  ...samples("/movement_data/cadence_samples", "cadence_rpm", "spm"),
  ...samples("/movement_data/cadence_samples", "cadence_rpm", "rpm"),
  ...samples("/distance_data/detailed/step_samples", "steps", "steps"),
  ...figure(
    "/musette_data/resistance_data/avg_level",
    "average_resistance|averageResistance",
    "resistance",
    meanOverTime,
  ),
  ofStat("/musette_data/resistance_data/max_level", "resistance", "the largest"),
  ofStat("/musette_data/incline_data/avg_percentage", "incline", meanOverTime),
  ofStat("/musette_data/incline_data/max_percentage", "incline", "the largest"),
  ofStat("/musette_data/incline_data/min_percentage", "incline", "the smallest"),
  ...figure(
    "/musette_data/stroke_data/avg_stroke_rate_strokes_per_minute",
    "average_spm|averageSpm",
    "spm",
    meanOverTime,
  ),
  ...figure(
    "/musette_data/stroke_data/max_stroke_rate_strokes_per_minute",
    "max_spm|maxSpm",
    "spm",
    "the largest",
  ),
  [
    "/musette_data/stroke_data/avg_split_pace_seconds_per_500_meters",
    ["log:/summary/average_five_hundred_split|averageFiveHundredSplit"],
    "",
  ],
  ...figure(
    "/musette_data/stroke_data/best_split_pace_seconds_per_500_meters",
    "min_five_hundred_split|minFiveHundredSplit",
    "five_hundred_split",
    "the smallest",
  ),
  ...samples("/musette_data/stroke_data/stroke_rate_samples", "stroke_rate_strokes_per_minute", "spm"),
  ...samples(
    "/musette_data/stroke_data/split_pace_samples",
    "split_pace_seconds_per_500_meters",
    "five_hundred_split",
  ),
  ["/musette_data/source/workout_id", ["log:/id|_id"], ""],
  ["/musette_data/source/program_id", ["log:/program_id|programId"], ""],
  ["/musette_data/source/is_third_party", ["log:/origin"], "whether that is a service that iFit got it from"],
  [
    "/musette_data/power_is_estimated",
    ["log:/origin"],
    "a treadmill measures no power: what is stated is an estimate",
  ],
  ["/musette_data/source/device_type", ["log:/machine_id|machineId"], ""],
  ["/musette_data/source/platform", ["log:/origin"], ""],
  ["/musette_data/source/workout_type", ["log:/workout_context|workoutContext"], ""],
  ["/musette_data/discipline", ["log:/type"], ""],
  ["/musette_data/class_data/title", ["item:/workout/title"], ""],
  ["/musette_data/class_data/title", ["log:/workout/title"], ""],
  ["/musette_data/class_data/title", ["log:/title"], ""],
  ["/musette_data/class_data/class_id", ["log:/workout_id|workoutId"], ""],
];
