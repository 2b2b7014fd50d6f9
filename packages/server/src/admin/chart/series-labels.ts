/** What people read at a curve. */
export const seriesLabels: Readonly<Record<string, readonly [label: string, unit: string]>> = {
  hr_bpm: ["Heart rate", "bpm"],
  watts: ["Power", "W"],
  cadence_rpm: ["Cadence", "rpm"],
  speed_meters_per_second: ["Speed", "m/s"],
  torque_newton_meters: ["Torque", "Nm"],
  distance_meters: ["Distance", "m"],
  elevation_meters: ["Elevation", "m"],
  steps: ["Steps", ""],
  calories: ["Energy", "kcal"],
  resistance_percentage: ["Resistance", "%"],
  resistance_level: ["Resistance level", ""],
  incline_percentage: ["Incline", "%"],
  stroke_rate_strokes_per_minute: ["Stroke rate", "strokes/min"],
  split_pace_seconds_per_500_meters: ["Split pace", "s/500 m"],
};
