/** Samples that follow one another in the same step. */
export interface StepRun {
  /** Null for one sample without a time. */
  readonly step: number | null;
  /** Its places in the list: from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
}

/** Cuts a list where the step changes. */
export function stepRuns(
  samples: readonly unknown[],
  stepOf: (sample: unknown) => number | null,
): readonly StepRun[] {
  const runs: StepRun[] = [];
  let start = 0;
  let current: number | null = null;
  for (let index = 0; index < samples.length; index++) {
    const step = stepOf(samples[index]);
    if (index > 0 && (step === null || step !== current)) {
      runs.push({ step: current, start, end: index });
      start = index;
    }
    current = step;
  }
  if (samples.length > 0) runs.push({ step: current, start, end: samples.length });
  return runs;
}
