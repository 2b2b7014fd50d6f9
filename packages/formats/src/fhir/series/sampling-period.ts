import type { TimedValue } from "./read-samples.ts";

/**
 * The longest period whose steps from the first sample on meet all samples, in microseconds: 1 000 000
 * for a source that samples every second, however many it left out. Undefined where there is none:
 * a single sample, or two at the same time.
 */
export function samplingPeriod(samples: readonly TimedValue[]): number | undefined {
  let period = 0;
  let last: number | undefined;
  for (const { micros } of samples) {
    if (last !== undefined) {
      if (micros === last) return undefined;
      const step = micros - last;
      if (step !== period) period = greatestCommonDivisor(step, period);
    }
    last = micros;
  }
  return period === 0 ? undefined : period;
}

function greatestCommonDivisor(a: number, b: number): number {
  let [large, small] = [a, b];
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}
