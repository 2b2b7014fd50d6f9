import type { DestinationState } from "@musette/journal";
import type { Destination, DestinationOptions } from "./destination.ts";

/** A destination that the configuration pauses: it keeps its place, and is neither written to nor probed. */
export async function startPausedDestination(
  options: Pick<DestinationOptions, "plan" | "journal" | "clock" | "observe">,
): Promise<Destination> {
  const { plan, journal, clock, observe } = options;
  const { claims, claimedThrough } = await journal.openCursor(plan.name, plan.start);
  const state: DestinationState = {
    status: "paused",
    sinceMs: clock.now(),
    code: null,
    message: "Paused in the configuration.",
  };
  await journal.saveState(plan.name, state);
  observe.state(plan.name, state);
  return {
    plan,
    state,
    settledThrough: Math.min(claimedThrough, ...claims.map(({ after }) => after)),
    delivered: 0,
    ring: () => undefined,
    stop: async () => undefined,
  };
}
