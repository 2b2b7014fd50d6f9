import type { DeliveryRecord } from "../connector.ts";
import { secondsSince } from "./instant.ts";
import { sampleMetrics } from "./sample-metrics.ts";
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

/** The rows of `terra_samples` for an activity. A sample without a value has none. */
export function sampleRows(record: DeliveryRecord): readonly SampleRow[] {
  const item = record.item();
  const secondsUntil = secondsSince(record.startTime);
  return sampleMetrics.flatMap(([metric, list, field]) => {
    const samples = valueAt(item, ...list);
    if (!Array.isArray(samples)) return [];
    return samples.flatMap((sample: unknown, index): readonly SampleRow[] => {
      const value = numberAt(sample, field);
      if (value === null) return [];
      const timestamp = textAt(sample, "timestamp");
      const timer = numberAt(sample, "timer_duration_seconds");
      const t_seconds = timer ?? secondsUntil(timestamp);
      return [{ event_key: record.key, metric, sample_index: BigInt(index), t_seconds, timestamp, value }];
    });
  });
}
