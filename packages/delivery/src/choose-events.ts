import type { StoredEvent } from "@musette/journal";
import type { LogPages } from "./log-pages.ts";

export interface EventChoice {
  /** Wanted events that may go together; empty when none is wanted up to `through`. */
  readonly events: readonly StoredEvent[];
  /** All of them wait behind an earlier revision that is being retried. */
  readonly behind: boolean;
  /** Everything up to here is in `events` or passed over. */
  readonly through: number;
  /** Nothing that arrives later could join them. */
  readonly complete: boolean;
}

export interface ChooseEventsOptions {
  readonly pages: LogPages;
  /** Exclusive. */
  readonly after: number;
  readonly headSeq: number;
  /** What is set aside is known up to here, inclusive; nothing behind it is chosen. */
  readonly knownThrough: number;
  /** Most events to choose. */
  readonly limit: number;
  readonly wants: (event: StoredEvent) => boolean;
  /** It is set aside itself, or an earlier revision of its item is. */
  readonly isBlocked: (event: StoredEvent) => boolean;
  /** An earlier revision of this key is being delivered. */
  readonly isBusy: (key: string) => boolean;
}

/** A choice ends after so many events, so that a rarely wanted type does not read the whole log for one batch. */
const mostScanned = 4096;

/**
 * The next run of the log for one destination: wanted events with different keys, none of which is
 * being delivered, or else a run of events that all wait behind retries. Order per key follows from
 * ending the run before any event that would overtake or accompany an earlier one.
 */
export async function chooseEvents(options: ChooseEventsOptions): Promise<EventChoice> {
  const { pages, headSeq, knownThrough, limit, wants, isBlocked, isBusy } = options;
  const events: StoredEvent[] = [];
  const keys = new Set<string>();
  let through = options.after;
  let behind = false;
  let scanned = 0;
  while (through < headSeq) {
    const page = await pages.after(through);
    if (page.length === 0) break;
    for (const event of page) {
      if (scanned++ === mostScanned || event.seq > knownThrough)
        return { events, behind, through, complete: true };
      if (wants(event)) {
        const { key } = event;
        const blocked = isBlocked(event);
        if (events.length === 0) behind = blocked;
        const conflicts = blocked !== behind || (!blocked && (isBusy(key) || keys.has(key)));
        if (conflicts) return { events, behind, through, complete: true };
        events.push(event);
        keys.add(key);
      }
      through = event.seq;
      if (events.length === limit) return { events, behind, through, complete: true };
    }
  }
  return { events, behind, through, complete: false };
}
