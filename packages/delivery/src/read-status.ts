import type { DeliveryJournal, DestinationStatus } from "./delivery.ts";
import { oldestUnsentAtMs } from "./oldest-unsent.ts";
import type { Destination } from "./started-destination.ts";

/** Where each destination stands, from its loop and from the journal. */
export async function readStatus(
  journal: Pick<DeliveryJournal, "destinations" | "stats" | "read" | "readEvents" | "retries">,
  destinations: () => readonly Destination[],
): Promise<readonly DestinationStatus[]> {
  const [summaries, stats] = await Promise.all([journal.destinations(), journal.stats()]);
  const statuses = destinations().map(async (destination): Promise<DestinationStatus> => {
    const { plan, state, settledThrough, delivered, pausedBy, lastFailure } = destination;
    const summary = summaries.find((found) => found.destination === plan.name);
    const { name, type } = plan;
    const retries = summary?.retries ?? 0;
    const lagEvents = Math.max(0, stats.headSeq - settledThrough);
    const oldestAtMs = await oldestUnsentAtMs(journal, { name, settledThrough, lagEvents, retries });
    return {
      name,
      type,
      state,
      lagEvents,
      settledThrough,
      retries,
      deadLetters: summary?.deadLetters ?? 0,
      delivered,
      oldestUnsentAtMs: oldestAtMs,
      pausedBy,
      lastFailure,
    };
  });
  return await Promise.all(statuses);
}
