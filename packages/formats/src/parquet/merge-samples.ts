import { valueAt } from "@musette/core";
import { createTimeReader } from "../time/create-time-reader.ts";
import { hasOffset } from "../time/has-offset.ts";
import { readSeries } from "./read-series.ts";
import type { SampleSeries } from "./read-series.ts";
import { measuredColumns } from "./sample-columns.ts";
import { rowsOfKeys } from "./rows-of-keys.ts";
import { sampleLists } from "./sample-lists.ts";
import type { Sample } from "./sample-lists.ts";
import { unionOfKeys } from "./union-of-keys.ts";

/** The samples of an activity, side by side: each list has one entry a row. */
export interface MergedSamples {
  readonly rows: number;
  /** Unix microseconds; null where the samples give no offset, or no timestamp. */
  readonly timestampsUtc: readonly (number | null)[];
  /** Since the start: the activity's timer where it has one, else by the timestamps. */
  readonly seconds: readonly (number | null)[];
  /** In the order of `measuredColumns`. */
  readonly measured: readonly (readonly (number | null)[])[];
}

const readTime = createTimeReader();

/**
 * Puts the samples of the same instant into one row, in the order of time. Two samples of one list at
 * the same instant have two rows. A sample without a number has none.
 *
 * @param startTime of the activity, ISO 8601.
 */
export function mergeSamples(item: unknown, startTime: string | null): MergedSamples {
  const series = sampleLists.flatMap(({ path, fields }): readonly SampleSeries[] => {
    const list = valueAt(item, ...path);
    return Array.isArray(list) && list.length > 0 ? [readSeries(list, fields, readTime)] : [];
  });
  const keys = series.reduce<readonly number[]>((union, { keys }) => unionOfKeys(union, keys), []);
  // Most activities have few of the columns; the others share one list.
  const nulls = keys.map((): number | null => null);
  const measured = measuredColumns.map(() => nulls);
  const seconds = nulls.slice();
  const firsts = keys.map((): Sample | undefined => undefined);

  for (const { fields, samples, keys: own } of series) {
    const rows = rowsOfKeys(keys, own);
    for (const { column, read } of fields) {
      const values = nulls.slice();
      samples.forEach((sample, index) => (values[rows[index] ?? 0] = read(sample)));
      measured[column] = values;
    }
    samples.forEach((sample, index) => {
      const row = rows[index] ?? 0;
      firsts[row] ??= sample;
      seconds[row] ??= timerOf(sample);
    });
  }

  const startMicros = readTime(startTime);
  const isStartInUtc = startTime !== null && hasOffset(startTime);
  const timestampsUtc = firsts.map((sample, row) => {
    const timestamp = sample?.["timestamp"];
    const key = keys[row] ?? Infinity;
    if (typeof timestamp !== "string" || readTime(timestamp) !== key) return null;
    const isInUtc = hasOffset(timestamp);
    // A local time and an instant have no difference.
    if (isInUtc === isStartInUtc && !Number.isNaN(startMicros))
      seconds[row] ??= (key - startMicros) / 1_000_000;
    return isInUtc ? key : null;
  });
  return { rows: keys.length, timestampsUtc, seconds, measured };
}

function timerOf(sample: Sample): number | null {
  const timer = sample["timer_duration_seconds"];
  return typeof timer === "number" && Number.isFinite(timer) ? timer : null;
}
