import type { DatabaseSync } from "node:sqlite";
import type { Writes } from "../thread/protocol.ts";
import type { Events } from "./events.ts";

/** Sets events to be delivered again, as retries that are due. */
export function createRequeue(
  db: DatabaseSync,
  { events }: { readonly events: Pick<Events, "keyOf"> },
): Writes["requeue"] {
  const findCursor = db.prepare("SELECT 1 FROM cursors WHERE destination = ?");
  const removeDeadLetter = db.prepare("DELETE FROM dead_letters WHERE destination = ? AND seq = ?");
  const upsert = db.prepare(
    `INSERT INTO retries VALUES (?, ?, ?, 0, ?, ?, 'conflict', 'Asked for again.', ?)
     ON CONFLICT DO UPDATE SET attempts = excluded.attempts, next_at = excluded.next_at,
       first_failed_at = excluded.first_failed_at, code = excluded.code, message = excluded.message,
       request = coalesce(excluded.request, request)`,
  );

  return ({ destinations, events: asked, atMs }) => {
    const known = [...new Set(destinations)].filter((destination) => findCursor.get(destination));
    const set = new Set<string>();
    for (const { seq, request } of asked) {
      const key = events.keyOf(seq);
      if (key === undefined) continue;
      for (const destination of known) {
        removeDeadLetter.run(destination, seq);
        upsert.run(destination, seq, key, atMs, atMs, request ? JSON.stringify(request) : null);
        set.add(`${seq} ${destination}`);
      }
    }
    return set.size;
  };
}
