import type { SampleList } from "../model/sample-list.ts";
import { markPeaks } from "./mark-peaks.ts";
import { stepRuns } from "./step-runs.ts";

export interface ThinListOptions {
  /** Null for a sample without a time. */
  readonly stepOf: (sample: unknown) => number | null;
  /** The last step before the item's end. */
  readonly lastStep: number;
  readonly takesPeaks: boolean;
}

/**
 * Takes of each step the first sample, or its peaks. Where the next step has no sample, the step's last
 * one stays too: machines that report only changes go on with its value. So does the last of a list
 * that counts up, which is the total. Samples without a time stay.
 *
 * @returns the list itself where all of it is kept.
 */
export function thinList(
  samples: readonly unknown[],
  { kind, values }: SampleList,
  { stepOf, lastStep, takesPeaks }: ThinListOptions,
): readonly unknown[] {
  const runs = stepRuns(samples, stepOf);
  if (runs.length === samples.length) return samples;
  const isKept = new Uint8Array(samples.length);
  if (kind === "cumulative") isKept[samples.length - 1] = 1;
  for (const [index, run] of runs.entries()) {
    if (takesPeaks) markPeaks(samples, run, values, isKept);
    else isKept[run.start] = 1;
    const next = runs[index + 1];
    const goesOn =
      next === undefined ? run.step !== null && run.step < lastStep : !isNext(run.step, next.step);
    if (goesOn) isKept[run.end - 1] = 1;
  }
  return isKept.includes(0) ? samples.filter((_, index) => isKept[index] === 1) : samples;
}

function isNext(step: number | null, next: number | null): boolean {
  return step !== null && next !== null && next <= step + 1;
}
