import type { EventStanding } from "@musette/console";
import type { DestinationSummary, Journal, StoredEvent } from "@musette/journal";
import { describeInstant } from "./describe-instant.ts";

/** Where one event stands at one destination, and what the journal knows of its failures. */
export interface EventPlace extends EventStanding {
  readonly firstFailedAtMs: number | null;
  readonly deadAtMs: number | null;
}

/** Where one event stands at each destination that has a place in the journal. */
export function createEventPlaces(
  journal: Pick<Journal, "destinations" | "retries" | "deadLetters">,
): (event: StoredEvent) => Promise<readonly EventPlace[]> {
  async function standAt(
    { destination: name, settledThrough, claimedThrough }: DestinationSummary,
    { seq, superseded }: StoredEvent,
  ): Promise<EventPlace> {
    const page = { afterSeq: seq - 1, limit: 1 };
    const [[retry], [letter]] = await Promise.all([
      journal.retries(name, page),
      journal.deadLetters(name, page),
    ]);
    if (retry?.seq === seq) {
      const { code, message, attempts, nextAtMs, firstFailedAtMs } = retry;
      const nextAttemptAt = describeInstant(nextAtMs);
      const error = { code, message, attempts };
      return { name, standing: "retrying", error, nextAttemptAt, firstFailedAtMs, deadAtMs: null };
    }
    if (letter?.seq === seq) {
      const { code, message, attempts, deadAtMs } = letter;
      const error = { code, message, attempts };
      return { name, standing: "dead-letter", error, nextAttemptAt: null, firstFailedAtMs: null, deadAtMs };
    }
    const nothingWrong = { name, error: null, nextAttemptAt: null, firstFailedAtMs: null, deadAtMs: null };
    if (superseded) return { ...nothingWrong, standing: "superseded" };
    if (seq > claimedThrough) return { ...nothingWrong, standing: "waiting" };
    return { ...nothingWrong, standing: seq > settledThrough ? "in-flight" : "settled" };
  }

  return async function eventPlaces(event) {
    const summaries = await journal.destinations();
    return await Promise.all(summaries.map((summary) => standAt(summary, event)));
  };
}

/** Without what only the way of an event shows. */
export function describeStanding({ name, standing, error, nextAttemptAt }: EventPlace): EventStanding {
  return { name, standing, error, nextAttemptAt };
}
