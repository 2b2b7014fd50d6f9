import type { DatabaseSync } from "node:sqlite";
import type { EventPlace } from "../../operations.ts";

/** Which events: exact values, null for any; `fromMs` inclusive; only what comes behind `after`. */
export interface FacetBounds {
  readonly type: string | null;
  /** Upper case. */
  readonly provider: string | null;
  readonly fromMs: number;
  readonly after: EventPlace;
}

/** So many are read ahead of each type and provider. */
const ahead = 64;

const provider = "upper(user ->> '$.provider')";

/** Goes through events by arrival, the newest first, and only through those of a type and provider. */
export function createFacetWalk(db: DatabaseSync): (bounds: FacetBounds) => Generator<EventPlace, void> {
  const indexed = "FROM events INDEXED BY events_by_facet";
  const nextType = db.prepare(`SELECT type ${indexed} WHERE type > ? ORDER BY type LIMIT 1`);
  const hasType = db.prepare(`SELECT type ${indexed} WHERE type = ? LIMIT 1`);
  const nextProvider = db.prepare(
    `SELECT ${provider} AS provider ${indexed} WHERE type = ? AND ${provider} > ? ORDER BY ${provider} LIMIT 1`,
  );
  const sameTime = db.prepare(
    `SELECT received_at AS receivedAtMs, seq ${indexed}
     WHERE type = ? AND ${provider} = ? AND received_at = ? AND seq < ? ORDER BY seq DESC LIMIT ${ahead}`,
  );
  const earlier = db.prepare(
    `SELECT received_at AS receivedAtMs, seq ${indexed}
     WHERE type = ? AND ${provider} = ? AND received_at >= ? AND received_at < ?
     ORDER BY received_at DESC, seq DESC LIMIT ${ahead}`,
  );

  function* types(type: string | null): Generator<string> {
    if (type !== null) {
      if (hasType.get(type) !== undefined) yield type;
      return;
    }
    // No type is an empty text.
    let found = nextType.get("") as { type: string } | undefined;
    while (found !== undefined) {
      yield found.type;
      found = nextType.get(found.type) as { type: string } | undefined;
    }
  }

  function* providers(type: string, only: string | null): Generator<string> {
    if (only !== null) {
      yield only;
      return;
    }
    let found = nextProvider.get(type, "") as { provider: string } | undefined;
    while (found !== undefined) {
      yield found.provider;
      found = nextProvider.get(type, found.provider) as { provider: string } | undefined;
    }
  }

  /** The events of one type and provider. Reads ahead, so that no statement is left open. */
  function* ofFacet(type: string, name: string, { fromMs, after }: FacetBounds): Generator<EventPlace> {
    let place = after;
    while (true) {
      const { receivedAtMs, seq } = place;
      let rows = sameTime.all(type, name, receivedAtMs, seq) as unknown as EventPlace[];
      if (rows.length === 0) {
        rows = earlier.all(type, name, fromMs, receivedAtMs) as unknown as EventPlace[];
      }
      for (const row of rows) if (row.receivedAtMs >= fromMs) yield row;
      const last = rows.at(-1);
      if (last === undefined || last.receivedAtMs < fromMs) return;
      place = last;
    }
  }

  return function* walk(bounds) {
    const heads: { place: EventPlace; readonly rest: Generator<EventPlace> }[] = [];
    for (const type of types(bounds.type)) {
      for (const name of providers(type, bounds.provider)) {
        const rest = ofFacet(type, name, bounds);
        const first = rest.next();
        if (first.done !== true) heads.push({ place: first.value, rest });
      }
    }
    while (heads.length > 0) {
      let newest = 0;
      for (let index = 1; index < heads.length; index++) {
        if (isNewer(heads[index]?.place, heads[newest]?.place)) newest = index;
      }
      const head = heads[newest];
      if (head === undefined) return;
      yield head.place;
      const next = head.rest.next();
      if (next.done === true) heads.splice(newest, 1);
      else head.place = next.value;
    }
  };
}

/** Whether one comes before another in a list of the newest. */
export function isNewer(one: EventPlace | undefined, other: EventPlace | undefined): boolean {
  if (one === undefined || other === undefined) return one !== undefined;
  return (
    one.receivedAtMs > other.receivedAtMs || (one.receivedAtMs === other.receivedAtMs && one.seq > other.seq)
  );
}
