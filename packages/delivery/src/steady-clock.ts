import type { Clock } from "@musette/core";

/**
 * A clock that never goes back: where the wall clock is set back, it goes on from where it was. What
 * waits for a time would else wait for as long as the clock was set back. It is ahead of the wall clock
 * from then on, until a restart.
 */
export function createSteadyClock(clock: Clock): Clock {
  let aheadMs = 0;
  let lastMs = -Infinity;
  return {
    now() {
      const wallMs = clock.now();
      if (wallMs + aheadMs < lastMs) aheadMs = lastMs - wallMs;
      lastMs = wallMs + aheadMs;
      return lastMs;
    },
    after: (delayMs, action) => clock.after(delayMs, action),
  };
}
