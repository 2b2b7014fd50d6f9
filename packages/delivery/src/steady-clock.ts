import type { Clock } from "@musette/core";

/** A clock that never goes back, and knows how much of the time that it shows has really passed. */
export interface SteadyClock extends Clock {
  /** Milliseconds that have passed since a time that it showed; those it was set forward by do not count. */
  passedSince(atMs: number): number;
}

interface Jump {
  /** The first time that was shown after it. */
  readonly toMs: number;
  readonly byMs: number;
}

/** Less is a matter of when two clocks were read. What it adds up to is noticed in time. */
const leastJumpMs = 1_000;
const mostJumps = 1_000;

/**
 * Where the wall clock is set back, it goes on from where it was: what waits for a time would else wait
 * for as long as the clock was set back. It is ahead of the wall clock from then on, until a restart.
 * Where the wall clock is set forward, or the machine slept, it follows.
 */
export function createSteadyClock(clock: Clock): SteadyClock {
  let aheadMs = 0;
  let lastMs = clock.now();
  let lastElapsedMs = clock.elapsed();
  /** What it shows beyond the elapsed time: grows when the wall clock is set forward. */
  let baseMs = lastMs - lastElapsedMs;
  const jumps: Jump[] = [];

  function now(): number {
    const wallMs = clock.now();
    const elapsedMs = clock.elapsed();
    const evenMs = lastMs + Math.max(elapsedMs - lastElapsedMs, 0);
    const shownMs = wallMs + aheadMs;
    if (shownMs < lastMs || shownMs < evenMs - leastJumpMs) aheadMs = evenMs - wallMs;
    lastMs = wallMs + aheadMs;
    lastElapsedMs = elapsedMs;
    const byMs = lastMs - elapsedMs - baseMs;
    if (byMs >= leastJumpMs) {
      baseMs += byMs;
      jumps.push({ toMs: lastMs, byMs });
      if (jumps.length > mostJumps) jumps.shift();
    }
    return lastMs;
  }

  return {
    now,
    passedSince(atMs) {
      const shownMs = now() - atMs;
      const skippedMs = jumps.reduce((sum, { toMs, byMs }) => (toMs > atMs ? sum + byMs : sum), 0);
      return Math.max(shownMs - skippedMs, 0);
    },
    elapsed: () => clock.elapsed(),
    after: (delayMs, action) => clock.after(delayMs, action),
  };
}
