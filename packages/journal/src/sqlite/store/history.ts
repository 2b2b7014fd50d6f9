import type { EventRow } from "../event-row.ts";
import type { Reads } from "../thread/protocol.ts";
import { hashKey } from "./event-index.ts";
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
    for (const seq of index.ofUser(user.row, type, { fromMs, toMs, after })) {
      if (found.length >= limit) break;
      const event = checked.one(seq);
      // The index may be damaged on the disk; nobody gets what is another's.
      if (event?.userRow !== user.row || event.row[3] !== type) continue;
      if (developerOf(event.row) === developer && isNewest(event.row)) found.push(event.row);
    }
    return found;
  };
}

/** Asked of the event and not of its user: events that are nobody's share one. */
function developerOf(row: EventRow): string {
  return row[12];
}
