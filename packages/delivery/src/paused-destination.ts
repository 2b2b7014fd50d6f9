import type { DestinationState } from "@musette/journal";
import { createAttempts } from "./attempt.ts";
import type { DestinationOptions } from "./destination.ts";
import type { Destination } from "./started-destination.ts";

/** A destination that the configuration pauses: it keeps its place, and is neither written to nor probed. */
export async function startPausedDestination(
  options: Pick<DestinationOptions, "plan" | "delivered" | "journal" | "clock" | "observe">,
): Promise<Destination> {
  const { plan, delivered, journal, clock, observe } = options;
  const { claims, claimedThrough, pausedAtMs } = await journal.openCursor(plan.name, plan.start);
  const stopping = new AbortController();
  const signals = { write: stopping.signal, check: stopping.signal };
  const attempts = createAttempts({ plan, clock, encodeBatch: undefined }, signals);
  const state: DestinationState = {
    status: "paused",
    sinceMs: clock.now(),
    code: null,
    message: "Paused in the configuration.",
  };
  let isPausedByOperator = pausedAtMs !== null;
  await journal.saveState(plan.name, state);
  observe.state(plan.name, state);
  return {
    plan,
    state,
    settledThrough: Math.min(claimedThrough, ...claims.map(({ after }) => after)),
    delivered,
    pausedBy: "configuration",
    lastFailure: null,
    ring: () => undefined,
    requeueing: () => () => undefined,
    check: () => attempts.check(),
    // It counts when the configuration pauses it no more.
    async pause() {
      if (!isPausedByOperator) await journal.pauseCursor(plan.name, clock.now());
      isPausedByOperator = true;
    },
    async resume() {
      if (isPausedByOperator) await journal.pauseCursor(plan.name, null);
      isPausedByOperator = false;
    },
    stop: async () => stopping.abort(),
  };
}
