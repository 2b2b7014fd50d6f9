import type { StoredEvent } from "@musette/journal";
import type { DeliveryJournal } from "./delivery.ts";

/** The log in pages that destinations share: those in step cost one read. */
export interface LogPages {
  /** Some of the events after `seq`, oldest first; none at the end of the log. */
  after(seq: number): Promise<readonly StoredEvent[]>;
}

interface Page {
  /** Exclusive. */
  readonly after: number;
  /** The last event's `seq`. */
  readonly through: number;
  readonly events: readonly StoredEvent[];
}

const eventsPerPage = 1024;
const pagesKept = 8;

export function createLogPages(journal: Pick<DeliveryJournal, "read">): LogPages {
  /** Most recently used last. */
  const kept: Page[] = [];
  const reading = new Map<number, Promise<readonly StoredEvent[]>>();

  async function read(after: number): Promise<readonly StoredEvent[]> {
    try {
      const events = await journal.read({ after, limit: eventsPerPage });
      const last = events.at(-1);
      if (last !== undefined) {
        kept.push({ after, through: last.seq, events });
        if (kept.length > pagesKept) kept.shift();
      }
      return events;
    } finally {
      reading.delete(after);
    }
  }

  return {
    async after(seq) {
      const index = kept.findIndex((page) => page.after <= seq && seq < page.through);
      const [page] = index === -1 ? [] : kept.splice(index, 1);
      if (page !== undefined) {
        kept.push(page);
        return page.events.slice(firstAfter(page.events, seq));
      }
      let pending = reading.get(seq);
      if (pending === undefined) reading.set(seq, (pending = read(seq)));
      return pending;
    },
  };
}

/** Index of the first event after `seq`, by bisection. */
function firstAfter(events: readonly StoredEvent[], seq: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (events[middle]!.seq > seq) high = middle;
    else low = middle + 1;
  }
  return low;
}
