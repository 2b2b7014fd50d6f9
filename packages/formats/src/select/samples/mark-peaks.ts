import { isJsonObject } from "../json-object.ts";
import type { StepRun } from "./step-runs.ts";

/**
 * Sets to 1, in `isKept`, the samples of a run with the smallest and the greatest of each value, the
 * first of several; the first sample of the run where none has a value.
 */
export function markPeaks(
  samples: readonly unknown[],
  { start, end }: StepRun,
  values: readonly string[],
  isKept: Uint8Array,
): void {
  let isEmpty = true;
  for (const field of values) {
    let leastAt = -1;
    let greatestAt = -1;
    let least = Infinity;
    let greatest = -Infinity;
    for (let index = start; index < end; index++) {
      const sample = samples[index];
      const value = isJsonObject(sample) ? sample[field] : undefined;
      if (typeof value !== "number") continue;
      if (leastAt === -1 || value < least) {
        least = value;
        leastAt = index;
      }
      if (greatestAt === -1 || value > greatest) {
        greatest = value;
        greatestAt = index;
      }
    }
    if (leastAt === -1) continue;
    isEmpty = false;
    isKept[leastAt] = 1;
    isKept[greatestAt] = 1;
  }
  if (isEmpty) isKept[start] = 1;
}
