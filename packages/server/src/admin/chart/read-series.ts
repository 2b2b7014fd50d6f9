import { numberAt, sampleMetrics, secondsBetween, textAt, valueAt } from "@musette/core";

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
    const points = samples.flatMap((sample: unknown): [number, number | null][] => {
      const at = secondsOf(sample);
      return at === null ? [] : [[at, numberAt(sample, field)]];
    });
    if (!points.some(([, value]) => value !== null)) return [];
    if (points.some(([at], index) => at < (points[index - 1]?.[0] ?? -Infinity))) {
      points.sort(([left], [right]) => left - right);
    }
    return [{ name, seconds: points.map(([at]) => at), values: points.map(([, value]) => value) }];
  });
}

/**
 * Seconds since the start by a sample's timestamp, else by its timer, which leaves pauses out. To the millisecond.
 * The lists of an activity mostly share their timestamps, each of which is read once.
 */
export function createSecondsOf(startTime: string | null): (sample: unknown) => number | null {
  const known = new Map<string, number | null>();
  return function secondsOf(sample) {
    const timestamp = textAt(sample, "timestamp");
    if (timestamp !== null) {
      let seconds = known.get(timestamp);
      if (seconds === undefined) {
        seconds = secondsBetween(startTime, timestamp);
        known.set(timestamp, seconds);
      }
      if (seconds !== null) return seconds;
    }
    return numberAt(sample, "timer_duration_seconds");
  };
}
