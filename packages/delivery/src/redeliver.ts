import { DeliveryError, type Clock } from "@musette/core";
import type { Retry } from "@musette/journal";
import type { Delivery, DeliveryJournal } from "./delivery.ts";
import type { Destination } from "./destination.ts";

export interface RedeliverOptions {
  readonly journal: Pick<DeliveryJournal, "readEvents" | "requeue">;
  /** Of all that are configured. */
  readonly names: readonly string[];
  /** Those that have started. */
  readonly destinations: () => readonly Destination[];
  readonly clock: Clock;
}

/** Writes to the journal what is to be delivered again, and tells the loops. */
export function createRedeliver(options: RedeliverOptions): Delivery["redeliver"] {
  const { journal, names, destinations, clock } = options;

  function choose(wanted: readonly string[]): ReadonlySet<string> {
    const unknown = wanted.find((name) => !names.includes(name));
    if (unknown === undefined) return new Set(wanted);
    throw new DeliveryError(
      "not_found",
      `There is no destination "${unknown}" to deliver to again. Configured are: ${names.join(", ")}.`,
      { context: { destination: unknown } },
    );
  }

  return async function redeliver({ destinations: wanted = names, events }) {
    const chosen = choose(wanted);
    if (chosen.size === 0 || events.length === 0) return 0;
    const atMs = clock.now();
    const found = await journal.readEvents(events.map(({ seq }) => seq));
    const keys = new Map(found.map(({ seq, key }) => [seq, key]));
    const rows = events.flatMap(({ seq, request }): readonly Retry[] => {
      const key = keys.get(seq);
      if (key === undefined) return [];
      const failure = { attempts: 0, nextAtMs: atMs, firstFailedAtMs: atMs, code: "conflict" } as const;
      return [{ seq, key, ...failure, message: "Asked for again.", ...(request && { request }) }];
    });
    const told = destinations().filter(({ plan }) => chosen.has(plan.name));
    const ends = told.map((destination) => destination.requeueing(rows));
    let written = false;
    try {
      const set = await journal.requeue({ destinations: [...chosen], events, atMs });
      written = true;
      return set;
    } finally {
      for (const end of ends) end(written);
    }
  };
}
