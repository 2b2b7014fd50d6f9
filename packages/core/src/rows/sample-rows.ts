import type { DeliveryRecord } from "../connector.ts";
import { secondsBetween } from "./instant.ts";
import { numberAt, textAt, valueAt } from "./value-at.ts";

export type SampleRow = {
  readonly event_key: string;
  readonly metric: string;
  /** Its place in the activity's list, from 0. */
  readonly sample_index: bigint;
  /** Seconds since the start: the activity's own timer where it has one, else by the timestamps. */
  readonly t_seconds: number | null;
  readonly timestamp: string | null;
  readonly value: number;
};

/** Each metric, where its list is in an activity, and the field that holds the value. */
const metrics: readonly (readonly [metric: string, list: readonly string[], field: string])[] = [
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

/** The rows of `terra_samples` for an activity. A sample without a value has none. */
export function sampleRows(record: DeliveryRecord): readonly SampleRow[] {
  const item = record.item();
  return metrics.flatMap(([metric, list, field]) => {
    const samples = valueAt(item, ...list);
    if (!Array.isArray(samples)) return [];
    return samples.flatMap((sample: unknown, index): readonly SampleRow[] => {
      const value = numberAt(sample, field);
      if (value === null) return [];
      const timestamp = textAt(sample, "timestamp");
      const timer = numberAt(sample, "timer_duration_seconds");
      const t_seconds = timer ?? secondsBetween(record.startTime, timestamp);
      return [{ event_key: record.key, metric, sample_index: BigInt(index), t_seconds, timestamp, value }];
    });
  });
}
