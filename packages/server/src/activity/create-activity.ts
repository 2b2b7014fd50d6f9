import type { Clock } from "@musette/core";
import type { DeliveryObserver } from "@musette/delivery";
import type { Journal } from "@musette/journal";
import { createDeliveryTrail, type DeliveryTrail } from "./delivery-trail.ts";
import { createMinuteCounts, minutesKept, type MinuteCounts } from "./minute-counts.ts";

/** Events remembered of what was handed to each destination: about 200 KB. */
const mostRemembered = 20_000;

/** What happens while the server runs, as the console shows it: bounded, in memory, from the start on. */
export interface Activity {
  readonly startedAtMs: number;
  /** To be told of deliveries. */
  readonly observer: Pick<Required<DeliveryObserver>, "wrote" | "state" | "deadLetter" | "removed">;
  /** Counts what the journal stores from now on. Returns how to stop. */
  watch(journal: Pick<Journal, "stats" | "onAppend">): Promise<() => void>;
  /** 60 counts of events that arrived, as `MinuteCounts.read`. */
  arrived(): readonly number[];
  /** Of events that were delivered, to one destination or to all. */
  delivered(destination?: string): readonly number[];
  /** Undefined: nothing was ever handed to it. */
  trail(destination: string): DeliveryTrail | undefined;
  /** Calls `listener` when something has happened; `headSeq` when events arrived. Returns how to stop. */
  onChange(listener: (change: { readonly headSeq?: number }) => void): () => void;
}

export function createActivity(clock: Clock): Activity {
  const now = () => clock.now();
  const arrivals = createMinuteCounts(now);
  const deliveries = createMinuteCounts(now);
  const ofDestination = new Map<string, { readonly counts: MinuteCounts; readonly trail: DeliveryTrail }>();
  const listeners = new Set<(change: { readonly headSeq?: number }) => void>();

  function tell(change: { readonly headSeq?: number } = {}): void {
    for (const listener of listeners) listener(change);
  }

  function at(name: string) {
    const known = ofDestination.get(name);
    if (known !== undefined) return known;
    const made = { counts: createMinuteCounts(now), trail: createDeliveryTrail(mostRemembered) };
    ofDestination.set(name, made);
    return made;
  }

  return {
    startedAtMs: clock.now(),
    observer: {
      wrote(destination, batch, end) {
        const { counts, trail } = at(destination);
        trail.note(batch, end);
        if (end.outcome === "delivered" || end.outcome === "partial") {
          const delivered = batch.events.length - end.failed.length;
          counts.add(delivered);
          deliveries.add(delivered);
        }
        tell();
      },
      state: () => tell(),
      deadLetter: () => tell(),
      removed(destination) {
        ofDestination.delete(destination);
        tell();
      },
    },
    async watch(journal) {
      let { headSeq: knownSeq } = await journal.stats();
      return journal.onAppend((headSeq) => {
        arrivals.add(Math.max(0, headSeq - knownSeq));
        knownSeq = Math.max(knownSeq, headSeq);
        tell({ headSeq });
      });
    },
    arrived: () => arrivals.read(),
    delivered(destination) {
      if (destination === undefined) return deliveries.read();
      return ofDestination.get(destination)?.counts.read() ?? Array.from({ length: minutesKept }, () => 0);
    },
    trail: (destination) => ofDestination.get(destination)?.trail,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
