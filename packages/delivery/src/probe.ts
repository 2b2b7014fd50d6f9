import type { Clock } from "@musette/core";
import type { Attempts } from "./attempt.ts";
import { backoffMs } from "./backoff.ts";
import type { Health } from "./health.ts";

/** Asks a paused destination now and then whether it is well again. */
export interface Probe {
  /** Sets the time of the next check, not before the vendor allows it. */
  schedule(retryAfterMs?: number): void;
  /** Checks when it is time; returns when to come back, Unix milliseconds. */
  run(): Promise<number>;
  /** The destination took a batch: the next pause begins with short waits again. */
  reset(): void;
}

const waits = { firstMs: 5_000, longestMs: 300_000 };

export function createProbe(
  attempts: Pick<Attempts, "check">,
  health: Health,
  clock: Clock,
  random: () => number,
): Probe {
  let probes = 0;
  /** A destination that was paused when the server stopped is probed as soon as it starts. */
  let dueAtMs = 0;

  function schedule(retryAfterMs?: number): void {
    // Half of the wait is certain, so that a run of small numbers is not a burst of probes.
    const jitter = () => 0.5 + random() / 2;
    dueAtMs = clock.now() + backoffMs(waits, probes + 1, jitter, retryAfterMs);
  }

  return {
    schedule,
    async run() {
      if (clock.now() < dueAtMs) return dueAtMs;
      const failure = await attempts.check();
      if (failure === undefined) return Infinity;
      probes++;
      if (failure === null) {
        health.probeSucceeded();
        return 0;
      }
      health.probeFailed(failure);
      schedule(failure.retryAfterMs);
      return dueAtMs;
    },
    reset() {
      probes = 0;
    },
  };
}
