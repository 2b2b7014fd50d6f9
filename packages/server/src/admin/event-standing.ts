import type { EventStanding } from "@musette/console";
import type { DestinationSummary, Journal, StoredEvent } from "@musette/journal";
import { describeInstant } from "./describe-instant.ts";

/** Where one event stands at each destination that has a place in the journal. */
export function createEventStanding(
  journal: Pick<Journal, "destinations" | "retries" | "deadLetters">,
): (event: StoredEvent) => Promise<readonly EventStanding[]> {
  async function standAt(
    { destination: name, settledThrough, claimedThrough }: DestinationSummary,
    { seq, superseded }: StoredEvent,
  ): Promise<EventStanding> {
    const page = { afterSeq: seq - 1, limit: 1 };
    const [[retry], [letter]] = await Promise.all([
      journal.retries(name, page),
      journal.deadLetters(name, page),
    ]);
    if (retry?.seq === seq) {
      const { code, message, attempts, nextAtMs } = retry;
      const nextAttemptAt = describeInstant(nextAtMs);
      return { name, standing: "retrying", error: { code, message, attempts }, nextAttemptAt };
    }
    if (letter?.seq === seq) {
      const { code, message, attempts } = letter;
      return { name, standing: "dead-letter", error: { code, message, attempts }, nextAttemptAt: null };
    }
    const nothingWrong = { name, error: null, nextAttemptAt: null };
    if (superseded) return { ...nothingWrong, standing: "superseded" };
    if (seq > claimedThrough) return { ...nothingWrong, standing: "waiting" };
    return { ...nothingWrong, standing: seq > settledThrough ? "in-flight" : "settled" };
  }

  return async function eventStanding(event) {
    const summaries = await journal.destinations();
    return await Promise.all(summaries.map((summary) => standAt(summary, event)));
  };
}
