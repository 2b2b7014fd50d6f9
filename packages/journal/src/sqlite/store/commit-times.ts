import type { DurationHistogram } from "../../journal.ts";

/** How long commits took, fsync included. */
export interface CommitTimes {
  add(durationMs: number): void;
  /** Commits since start. */
  count(): number;
  /** The duration that `share` (0 to 1) of the last hundred did not exceed, in milliseconds; 0 before the first. */
  quantileMs(share: number): number;
  /** All of them since start. */
  histogram(): DurationHistogram;
}

const kept = 100;
/** From a disk with a battery to one that is on its way out. */
const boundsMs = [0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500];

export function createCommitTimes(): CommitTimes {
  const lastMs: number[] = [];
  const counts = [...boundsMs, Infinity].map(() => 0);
  let count = 0;
  let sumMs = 0;
  return {
    add(durationMs) {
      lastMs[count % kept] = durationMs;
      count += 1;
      sumMs += durationMs;
      const found = boundsMs.findIndex((bound) => durationMs <= bound);
      const bucket = found === -1 ? boundsMs.length : found;
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    },
    count: () => count,
    quantileMs(share) {
      const sorted = lastMs.toSorted((a, b) => a - b);
      return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? 0;
    },
    histogram: () => ({ boundsMs, counts: [...counts], sumMs }),
  };
}
