import type { DestinationView, UnconfiguredDestination } from "@musette/console";
import type { DestinationStatus } from "@musette/delivery";
import type { DestinationSummary } from "@musette/journal";
import { advice } from "./advice.ts";
import { describeInstant } from "./describe-instant.ts";

export function describeDestination(status: DestinationStatus, nowMs: number): DestinationView {
  const { name, type, state, pausedBy, lagEvents, oldestUnsentAtMs, retries, deadLetters, delivered } =
    status;
  return {
    name,
    type,
    status: state.status,
    since: describeInstant(state.sinceMs),
    pausedBy,
    message: state.message,
    lagEvents,
    lagSeconds: oldestUnsentAtMs === null ? 0 : Math.max(0, (nowMs - oldestUnsentAtMs) / 1000),
    oldestUnsentAt: describeInstant(oldestUnsentAtMs),
    retries,
    deadLetters,
    delivered,
    lastError: lastError(status),
    advice: advice(status),
  };
}

/** The last failure; after a restart, the one that the pause is about. */
function lastError({ state, lastFailure }: DestinationStatus) {
  if (lastFailure !== null) {
    const { code, message, atMs } = lastFailure;
    return { code, message, at: describeInstant(atMs) };
  }
  if (state.code === null) return null;
  return { code: state.code, message: state.message, at: describeInstant(state.sinceMs) };
}

/** Those that have a place in the journal and are not configured. */
export function describeUnconfigured(
  statuses: readonly DestinationStatus[],
  summaries: readonly DestinationSummary[],
  headSeq: number,
): readonly UnconfiguredDestination[] {
  const configured = new Set(statuses.map(({ name }) => name));
  return summaries
    .filter(({ destination }) => !configured.has(destination))
    .map(({ destination: name, settledThrough, retries, deadLetters }) => ({
      name,
      lagEvents: Math.max(0, headSeq - settledThrough),
      retries,
      deadLetters,
      advice: "Nothing behind its place is pruned. Configure it again, or DELETE it here to forget it.",
    }));
}
