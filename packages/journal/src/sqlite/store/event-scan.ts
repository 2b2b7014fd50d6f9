import type { DatabaseSync } from "node:sqlite";
import type { EventRow } from "../event-row.ts";
import type { Reads } from "../thread/protocol.ts";
import { storedColumns } from "./checked-events.ts";
import type { CheckedEvents, StoredRow } from "./checked-events.ts";
import { hashKey } from "./hash-key.ts";
import type { EventIndex } from "./event-index.ts";
import type { Head } from "./head.ts";
import { newestOf } from "./rank.ts";
import type { Users } from "./users.ts";

/** Numbers of the log looked at in one step: some milliseconds. */
const stepSeqs = 1_024;

/** Looks through the log, by `seq`. */
export function createEventScan(
  db: DatabaseSync,
  parts: {
    readonly head: Head;
    readonly users: Pick<Users, "stored">;
    readonly index: Pick<EventIndex, "copies">;
    readonly checked: Pick<CheckedEvents, "check">;
  },
): Reads["scanEvents"] {
  const { head, users, index, checked } = parts;
  const select = db.prepare(
    `SELECT ${storedColumns} FROM events
     WHERE seq > $after AND seq <= $through
       AND ($type IS NULL OR type = $type) AND ($userRow IS NULL OR user_row = $userRow)
       AND ($id IS NULL OR id = $id)
       AND ($provider IS NULL OR upper(user ->> '$.provider') = $provider)
       AND iif($byItem, start_ms, received_at) >= $fromMs AND iif($byItem, start_ms, received_at) < $toMs
     ORDER BY seq`,
  );
  select.setReturnArrays(true);

  function isNewest(row: EventRow): boolean {
    const [seq, , key] = row;
    return newestOf(index.copies(hashKey(key)))?.seq === seq;
  }

  return ({ filter, after: afterOrNull, limit }) => {
    const { fromMs = Number.MIN_SAFE_INTEGER, toMs = Number.MAX_SAFE_INTEGER } = filter;
    const after = afterOrNull ?? 0;
    const lastSeq = Math.min(filter.throughSeq ?? head.seq, head.seq);
    const through = Math.min(after + stepSeqs, lastSeq);
    const userRow = filter.userId === undefined ? null : users.stored(filter.userId)?.row;
    if (userRow === undefined) return { found: [], count: 0, next: null };
    const stored = select.all({
      after,
      through,
      userRow,
      fromMs,
      toMs,
      id: filter.id ?? null,
      type: filter.type ?? null,
      provider: filter.provider?.toUpperCase() ?? null,
      byItem: Number(filter.by === "item"),
    }) as unknown as StoredRow[];
    const rows = checked.check(stored).map(({ row }) => row);
    const matching = filter.newestOnly === true ? rows.filter(isNewest) : rows;
    if (limit !== null && matching.length > limit) {
      const found = matching.slice(0, limit);
      return { found, count: found.length, next: found.at(-1)?.[0] ?? null };
    }
    const next = through < lastSeq ? through : null;
    return { found: limit === null ? [] : matching, count: matching.length, next };
  };
}
