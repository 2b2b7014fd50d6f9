import { type Column, measuredAt } from "./column.ts";

/** When a sample was taken, as every sample says it. */
export interface Moment {
  readonly timestamp: string;
  readonly timer_duration_seconds: number;
}

/** Makes the samples of one metric; none where the workout does not have it. */
export type SampleList = <Sample>(
  column: Column | null,
  sample: (moment: Moment, value: number) => Sample,
) => readonly Sample[];

/**
 * Sample lists on one clock. The moments are shared by all of them. Where nothing was measured there
 * is no sample.
 */
export function sampleListsOn(
  seconds: ArrayLike<number>,
  timestampAt: (second: number) => string,
): { readonly moments: readonly Moment[]; readonly list: SampleList } {
  const moments = Array.from(seconds, (second) => ({
    timestamp: timestampAt(second),
    timer_duration_seconds: second,
  }));
  const list: SampleList = (column, sample) => {
    if (column === null) return [];
    const samples: ReturnType<typeof sample>[] = [];
    for (const [index, moment] of moments.entries()) {
      const value = measuredAt(column, index);
      if (value !== null) samples.push(sample(moment, value));
    }
    return samples;
  };
  return { moments, list };
}
