import { setImmediate } from "node:timers/promises";
import type { Clock } from "@musette/core";

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /**
   * Moves time on, firing timers in order of their time. Before each one and at the end, work that
   * is ready to go on is let go on.
   */
  advance(durationMs: number): Promise<void>;
  /** When the next timer fires, Unix milliseconds; null when none is set. */
  nextTimerAtMs(): number | null;
}

interface Timer {
  readonly atMs: number;
  readonly action: () => void;
}

/** Turns of the event loop that chains of promises get to run before the next timer fires. */
const turnsBetweenTimers = 10;

export function createFakeClock(startMs = Date.UTC(2026, 0, 1)): FakeClock {
  let nowMs = startMs;
  const timers = new Set<Timer>();

  function nextTimer(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) if (next === undefined || timer.atMs < next.atMs) next = timer;
    return next;
  }

  async function settle(): Promise<void> {
    for (let turn = 0; turn < turnsBetweenTimers; turn++) await setImmediate();
  }

  return {
    now: () => nowMs,
    elapsed: () => nowMs - startMs,
    after(delayMs, action) {
      const timer = { atMs: nowMs + Math.max(delayMs, 0), action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async advance(durationMs) {
      const untilMs = nowMs + durationMs;
      await settle();
      for (let timer = nextTimer(); timer !== undefined && timer.atMs <= untilMs; timer = nextTimer()) {
        timers.delete(timer);
        nowMs = timer.atMs;
        timer.action();
        await settle();
      }
      nowMs = untilMs;
    },
    nextTimerAtMs: () => nextTimer()?.atMs ?? null,
  };
}
