import type {
  DeadLetterFilter,
  EventFilter,
  EventPlace,
  FoundDeadLetter,
  FoundQuarantined,
  JournalOperations,
  QuarantineFilter,
} from "../operations.ts";
import { toStoredEvent } from "./event-row.ts";
import type { EventRow } from "./event-row.ts";
import { createScan } from "./scan.ts";
import type { JournalThread } from "./thread/open-thread.ts";
import type { DeadLetterPlace } from "./thread/protocol.ts";
import { toNewEvent } from "./to-new-event.ts";

/** Looks of some milliseconds that one page of a list may take. */
const listSteps = 3;

/** What operators ask of the journal, as requests to its thread. */
export function createOperations(thread: JournalThread): JournalOperations {
  const deadLetters = (filter: DeadLetterFilter) =>
    createScan<FoundDeadLetter, DeadLetterPlace>((after, limit) =>
      thread.call("scanDeadLetters", { filter, after, limit }),
    );
  const quarantine = (filter: QuarantineFilter) =>
    createScan<FoundQuarantined, number>((after, limit) =>
      thread.call("scanQuarantine", { filter, after, limit }),
    );
  const events = (filter: EventFilter) =>
    createScan<EventRow, number>((after, limit) => thread.call("scanEvents", { filter, after, limit }));

  return {
    findDeadLetters: ({ after = null, limit, ...filter }) => deadLetters(filter).find({ after, limit }),
    countDeadLetters: (filter) => deadLetters(filter).count(),
    dropDeadLetters: (letters) =>
      thread.call(
        "dropDeadLetters",
        letters.map(({ destination, seq }) => ({ destination, seq })),
      ),

    findQuarantined: ({ afterId = null, limit, ...filter }) =>
      quarantine(filter).find({ after: afterId, limit }),
    countQuarantined: (filter) => quarantine(filter).count(),
    dropQuarantine: (ids) => thread.call("dropQuarantine", ids),
    rerunQuarantined: ({ payloadId, ids, events: made }) =>
      thread.call("rerunQuarantined", { payloadId, ids, events: made.map(toNewEvent) }),

    async findEvents({ afterSeq = null, limit, ...filter }) {
      const rows = await events(filter).find({ after: afterSeq, limit });
      return rows.map(toStoredEvent);
    },
    async listEvents({ after = null, limit, ...filter }) {
      const rows: EventRow[] = [];
      let place: EventPlace | null = after;
      for (let steps = 0; steps < listSteps && rows.length < limit; steps++) {
        const { found, next } = await thread.call("listEvents", {
          filter,
          after: place,
          limit: limit - rows.length,
        });
        rows.push(...found);
        place = next;
        if (next === null) break;
      }
      return { events: rows.map(toStoredEvent), next: place };
    },
    countEvents: (filter) => events(filter).count(),

    pauseCursor: (destination, pausedAtMs) => thread.call("pauseCursor", { destination, pausedAtMs }),
    async dropCursor(destination) {
      let step = await thread.call("dropCursorStep", destination);
      const { isKnown } = step;
      while (!step.isLast) step = await thread.call("dropCursorStep", destination);
      return isKnown;
    },
  };
}
