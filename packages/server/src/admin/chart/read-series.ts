import { numberAt, sampleMetrics, secondsSince, textAt, valueAt } from "@musette/core";

/** One curve as the activity has it: growing seconds since the start, and values, null where the sample has none. */
export interface SampleSeries {
  readonly name: string;
  readonly seconds: readonly number[];
  readonly values: readonly (number | null)[];
}

/** The curves of an activity that have a value. */
export function readSeries(item: unknown, startTime: string | null): readonly SampleSeries[] {
  const secondsOf = createSecondsOf(startTime);
  return sampleMetrics.flatMap(([name, list, field]) => {
    const samples = valueAt(item, ...list);
    if (!Array.isArray(samples)) return [];
    const seconds: number[] = [];
    const values: (number | null)[] = [];
    let hasValue = false;
    let isSorted = true;
    for (const sample of samples as readonly unknown[]) {
      const at = secondsOf(sample);
      if (at === null) continue;
      const value = numberAt(sample, field);
      hasValue ||= value !== null;
      isSorted &&= at >= (seconds.at(-1) ?? -Infinity);
      seconds.push(at);
      values.push(value);
    }
    if (!hasValue) return [];
    return [{ name, ...(isSorted ? { seconds, values } : sorted(seconds, values)) }];
  });
}

/** By time; samples of one time stay in their order. */
function sorted(
  seconds: readonly number[],
  values: readonly (number | null)[],
): Pick<SampleSeries, "seconds" | "values"> {
  const order = [...seconds.keys()].toSorted((a, b) => (seconds[a] ?? 0) - (seconds[b] ?? 0));
  return { seconds: order.map((at) => seconds[at] ?? 0), values: order.map((at) => values[at] ?? null) };
}

/**
 * Seconds since the start by a sample's timestamp, else by its timer, which leaves pauses out. To the millisecond.
 * The lists of an activity mostly share their timestamps, each of which is read once.
 */
export function createSecondsOf(startTime: string | null): (sample: unknown) => number | null {
  const known = new Map<string, number | null>();
  const secondsUntil = secondsSince(startTime);
  return function secondsOf(sample) {
    const timestamp = textAt(sample, "timestamp");
    if (timestamp !== null) {
      let seconds = known.get(timestamp);
      if (seconds === undefined) {
        seconds = secondsUntil(timestamp);
        known.set(timestamp, seconds);
      }
      if (seconds !== null) return seconds;
    }
    return numberAt(sample, "timer_duration_seconds");
  };
}
