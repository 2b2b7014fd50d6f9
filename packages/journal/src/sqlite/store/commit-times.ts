/** How long the last hundred commits took. */
export interface CommitTimes {
  add(durationMs: number): void;
  /** Commits since start. */
  count(): number;
  /** The duration that `share` (0 to 1) of the last hundred did not exceed, in milliseconds; 0 before the first. */
  quantileMs(share: number): number;
}

const kept = 100;

export function createCommitTimes(): CommitTimes {
  const lastMs: number[] = [];
  let count = 0;
  return {
    add(durationMs) {
      lastMs[count % kept] = durationMs;
      count += 1;
    },
    count: () => count,
    quantileMs(share) {
      const sorted = lastMs.toSorted((a, b) => a - b);
      return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? 0;
    },
  };
}
