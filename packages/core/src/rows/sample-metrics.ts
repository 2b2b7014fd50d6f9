/** Each metric, where its list is in an activity, and the field that holds the value. */
export const sampleMetrics: readonly (readonly [metric: string, list: readonly string[], field: string])[] = [
  ["hr_bpm", ["heart_rate_data", "detailed", "hr_samples"], "bpm"],
  ["watts", ["power_data", "power_samples"], "watts"],
  ["cadence_rpm", ["movement_data", "cadence_samples"], "cadence_rpm"],
  ["speed_meters_per_second", ["movement_data", "speed_samples"], "speed_meters_per_second"],
  ["torque_newton_meters", ["movement_data", "torque_samples"], "torque_newton_meters"],
  ["distance_meters", ["distance_data", "detailed", "distance_samples"], "distance_meters"],
  ["elevation_meters", ["distance_data", "detailed", "elevation_samples"], "elev_meters"],
  ["steps", ["distance_data", "detailed", "step_samples"], "steps"],
  ["calories", ["calories_data", "calorie_samples"], "calories"],
  [
    "resistance_percentage",
    ["musette_data", "resistance_data", "resistance_samples"],
    "resistance_percentage",
  ],
  ["resistance_level", ["musette_data", "resistance_data", "resistance_samples"], "resistance_level"],
  ["incline_percentage", ["musette_data", "incline_data", "incline_samples"], "incline_percentage"],
  [
    "stroke_rate_strokes_per_minute",
    ["musette_data", "stroke_data", "stroke_rate_samples"],
    "stroke_rate_strokes_per_minute",
  ],
  [
    "split_pace_seconds_per_500_meters",
    ["musette_data", "stroke_data", "split_pace_samples"],
    "split_pace_seconds_per_500_meters",
  ],
];
