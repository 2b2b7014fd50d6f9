import type { EventRow } from "../event-row.ts";
import type { Reads } from "../thread/protocol.ts";
import { hashKey } from "./hash-key.ts";
import type { EventIndex } from "./event-index.ts";
import type { CheckedEvents } from "./checked-events.ts";
import { newestOf } from "./rank.ts";
import type { Users } from "./users.ts";

/** Events of one user by type and start, the newest revision of each key. */
export function createHistory(parts: {
  readonly users: Users;
  readonly index: EventIndex;
  readonly checked: Pick<CheckedEvents, "one">;
}): Reads["history"] {
  const { users, index, checked } = parts;

  function isNewest(row: EventRow): boolean {
    const [seq, , key] = row;
    return newestOf(index.copies(hashKey(key)))?.seq === seq;
  }

  return ({ developer, userId, type, fromMs, toMs, after, limit }) => {
    const user = users.stored(userId);
    if (!user) return [];
    const found: EventRow[] = [];
    const seen = new Set<number>();
    for (const { seq, startMs } of index.ofUser(user.row, type, { fromMs, toMs, after })) {
      if (found.length >= limit) break;
      // The index may be damaged on the disk; nobody gets what is another's, or one item twice.
      if (seen.has(seq)) continue;
      seen.add(seq);
      const event = checked.one(seq);
      if (event?.userRow !== user.row || event.row[3] !== type || event.startMs !== startMs) continue;
      if (developerOf(event.row) === developer && isNewest(event.row)) found.push(event.row);
    }
    return found;
  };
}

/** Asked of the event and not of its user: events that are nobody's share one. */
function developerOf(row: EventRow): string {
  return row[12];
}
