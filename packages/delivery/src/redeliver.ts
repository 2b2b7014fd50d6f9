import { DeliveryError, type Clock } from "@musette/core";
import type { Retry } from "@musette/journal";
import type { Delivery, DeliveryJournal, Redelivery } from "./delivery.ts";
import type { Roster } from "./roster.ts";

export interface RedeliverOptions {
  readonly journal: Pick<DeliveryJournal, "readEvents" | "requeue">;
  readonly roster: Pick<Roster, "names" | "destinations" | "use">;
  readonly clock: Clock;
}

/** Writes to the journal what is to be delivered again, and tells the loops. */
export function createRedeliver(options: RedeliverOptions): Delivery["redeliver"] {
  const { journal, roster, clock } = options;

  function choose(wanted: readonly string[]): ReadonlySet<string> {
    const { names } = roster;
    const unknown = wanted.find((name) => !names.includes(name));
    if (unknown === undefined) return new Set(wanted);
    throw new DeliveryError(
      "not_found",
      `There is no destination "${unknown}" to deliver to again. Configured are: ${names.join(", ")}.`,
      { context: { destination: unknown } },
    );
  }

  /** Everything up to the journal's call happens at once, so that the loops hear of it in its order. */
  async function requeue(
    chosen: ReadonlySet<string>,
    events: Redelivery["events"],
    rows: readonly Retry[],
  ): Promise<number> {
    const told = roster.destinations.filter(({ plan }) => chosen.has(plan.name));
    const ends = told.map((destination) => destination.requeueing(rows));
    let written = false;
    try {
      const atMs = rows[0]?.nextAtMs ?? clock.now();
      const set = await journal.requeue({ destinations: [...chosen], events, atMs });
      written = true;
      return set;
    } finally {
      for (const end of ends) end(written);
    }
  }

  return async function redeliver({ destinations: wanted = roster.names, events }) {
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
    return await roster.use(() => requeue(chosen, events, rows));
  };
}
