import type { ReadTime } from "../time/create-time-reader.ts";
import type { Sample, SampleField } from "./sample-lists.ts";

/** The samples of one list that have a number, in the order of their time. */
export interface SampleSeries {
  readonly fields: readonly SampleField[];
  readonly samples: readonly Sample[];
  /**
   * Of each sample what is equal for those of other lists that belong to the same instant: its timestamp
   * in Unix microseconds, else its timer in microseconds, else infinity, where only the order is known.
   */
  readonly keys: readonly number[];
}

export function readSeries(
  list: readonly unknown[],
  fields: readonly SampleField[],
  readTime: ReadTime,
): SampleSeries {
  const samples: Sample[] = [];
  const keys: number[] = [];
  let isInOrder = true;
  let latest = -Infinity;
  for (const sample of list) {
    if (!isSample(sample) || !hasNumber(sample, fields)) continue;
    const key = keyOf(sample, readTime);
    if (key < latest) isInOrder = false;
    latest = key;
    samples.push(sample);
    keys.push(key);
  }
  return isInOrder ? { fields, samples, keys } : inOrder({ fields, samples, keys });
}

/** Samples of the same time keep their order. */
function inOrder({ fields, samples, keys }: SampleSeries): SampleSeries {
  const pairs = samples.map((sample, index) => [keys[index] ?? Infinity, sample] as const);
  pairs.sort(([a], [b]) => (a === b ? 0 : a - b));
  return { fields, samples: pairs.map(([, sample]) => sample), keys: pairs.map(([key]) => key) };
}

function keyOf(sample: Sample, readTime: ReadTime): number {
  const micros = readTime(sample["timestamp"]);
  if (!Number.isNaN(micros)) return micros;
  const timer = sample["timer_duration_seconds"];
  return typeof timer === "number" && Number.isFinite(timer) ? Math.round(timer * 1_000_000) : Infinity;
}

function hasNumber(sample: Sample, fields: readonly SampleField[]): boolean {
  for (const { read } of fields) if (read(sample) !== null) return true;
  return false;
}

function isSample(value: unknown): value is Sample {
  return typeof value === "object" && value !== null;
}
