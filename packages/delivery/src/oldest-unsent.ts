import type { DeliveryJournal } from "./delivery.ts";

/**
 * When the oldest event arrived that a destination has not been given yet, Unix milliseconds: one that
 * waits for another attempt, or the first that is not settled. Null when nothing waits, or the journal
 * does not say: the rest of a status is worth having without it.
 */
export async function oldestUnsentAtMs(
  journal: Pick<DeliveryJournal, "read" | "readEvents" | "retries">,
  destination: {
    readonly name: string;
    readonly settledThrough: number;
    readonly lagEvents: number;
    readonly retries: number;
  },
): Promise<number | null> {
  const { name, settledThrough, lagEvents, retries } = destination;
  try {
    const [[retry], [waiting]] = await Promise.all([
      retries > 0 ? journal.retries(name, { afterSeq: 0, limit: 1 }) : [],
      lagEvents > 0 ? journal.read({ after: settledThrough, limit: 1 }) : [],
    ]);
    const [retried] = retry === undefined ? [] : await journal.readEvents([retry.seq]);
    const times = [retried, waiting].flatMap((event) => (event === undefined ? [] : [event.receivedAtMs]));
    return times.length === 0 ? null : Math.min(...times);
  } catch {
    return null;
  }
}
