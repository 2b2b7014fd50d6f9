/** Time, passed in so that tests own it. */
export interface Clock {
  /** Unix milliseconds. */
  now(): number;
  /** Milliseconds since a moment that stays the same: goes on evenly when somebody sets the clock. */
  elapsed(): number;
  /** Calls `action` once after `delayMs`; returns how to cancel it. */
  after(delayMs: number, action: () => void): () => void;
}

/** The longest delay that `setTimeout` takes (2^31 - 1 ms, 24.8 days); longer ones fire at once. */
const longestTimeoutMs = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(delayMs, action) {
    const timer = setTimeout(action, Math.min(Math.max(delayMs, 0), longestTimeoutMs));
    return () => clearTimeout(timer);
  },
};
