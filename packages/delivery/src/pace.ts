import type { Clock } from "@musette/core";
import { backoffMs } from "./backoff.ts";
import type { DestinationPlan } from "./delivery.ts";
import type { Health } from "./health.ts";
import type { Failure } from "./pending.ts";
import type { Probe } from "./probe.ts";

/** When a destination may be written to again. */
export interface Pace {
  /** Nothing new starts before this, Unix milliseconds. */
  readonly resumeAtMs: number;
  /** Waits at least so long from now. */
  waitAtLeast(durationMs: number): void;
  /** Draws the consequences of how a job ended; null: the destination answered. */
  jobEnded(failure: Failure | null): void;
  /** Probes a paused destination when it is time; returns when to come back, Unix milliseconds. */
  probe(nothingFailed: boolean): Promise<number>;
}

export function createPace(
  retry: DestinationPlan["retry"],
  health: Health,
  probe: Probe,
  clock: Clock,
  random: () => number,
): Pace {
  let resumeAtMs = 0;

  function waitAtLeast(durationMs: number): void {
    resumeAtMs = Math.max(resumeAtMs, clock.now() + durationMs);
  }

  return {
    get resumeAtMs() {
      return resumeAtMs;
    },
    waitAtLeast,
    jobEnded(failure) {
      if (failure === null) {
        health.succeeded();
        if (health.state.status === "healthy") probe.reset();
        return;
      }
      health.failed(failure);
      waitAtLeast(backoffMs(retry, health.failuresInRow, random, failure.retryAfterMs));
      if (health.state.status === "paused") probe.schedule(failure.retryAfterMs);
    },
    async probe(nothingFailed) {
      const comeBackAtMs = await probe.run();
      if (comeBackAtMs > 0) return comeBackAtMs;
      resumeAtMs = 0;
      if (nothingFailed) health.succeeded();
      return 0;
    },
  };
}
