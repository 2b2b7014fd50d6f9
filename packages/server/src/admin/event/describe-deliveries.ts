import type { DeliveryAttempt, EventDeliveries, EventDelivery } from "@musette/console";
import type { StoredEvent } from "@musette/journal";
import type { Activity } from "../../activity/index.ts";
import { describeInstant } from "../describe-instant.ts";
import type { EventPlace } from "../event-standing.ts";

/** An event's way to each destination: what the journal knows, and the attempts that are remembered. */
export function describeDeliveries(
  event: StoredEvent,
  places: readonly EventPlace[],
  activity: Activity,
): EventDeliveries {
  return {
    receivedAt: describeInstant(event.receivedAtMs),
    destinations: places.map(({ firstFailedAtMs, deadAtMs, ...standing }): EventDelivery => {
      const trail = activity.trail(standing.name);
      const attempts = (trail?.attemptsOf(event.seq) ?? []).map(
        ({ endedAtMs, durationMs, outcome, message, records }): DeliveryAttempt => ({
          at: describeInstant(endedAtMs),
          durationMs,
          outcome,
          message,
          records,
        }),
      );
      const knownFromMs = Math.max(activity.startedAtMs, trail?.forgottenThroughMs ?? 0);
      return {
        ...standing,
        firstFailedAt: describeInstant(firstFailedAtMs),
        deadAt: describeInstant(deadAtMs),
        attempts,
        known: event.receivedAtMs > knownFromMs ? "all" : "some",
      };
    }),
  };
}
