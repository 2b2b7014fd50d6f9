/** Paces records: holds one second's worth, refilled evenly. */
export interface TokenBucket {
  /** How long until so many records may go, in milliseconds; 0 when they may go now. */
  delayMs(records: number): number;
  take(records: number): void;
}

/**
 * A batch larger than what is there leaves the bucket in debt, so the average holds for any size. Without `perSecond` nothing ever waits.
 */
export function createTokenBucket(perSecond: number | null, now: () => number): TokenBucket {
  if (perSecond === null) return { delayMs: () => 0, take: () => undefined };
  const capacity = Math.max(1, perSecond);
  let tokens = capacity;
  let refilledAtMs = now();

  const refill = () => {
    const nowMs = now();
    const elapsedMs = Math.max(0, nowMs - refilledAtMs);
    tokens = Math.min(capacity, tokens + (elapsedMs * perSecond) / 1000);
    refilledAtMs = nowMs;
  };

  return {
    delayMs(records) {
      refill();
      const missing = Math.min(records, capacity) - tokens;
      return missing <= 0 ? 0 : Math.ceil((missing * 1000) / perSecond);
    },
    take(records) {
      refill();
      tokens -= records;
    },
  };
}
