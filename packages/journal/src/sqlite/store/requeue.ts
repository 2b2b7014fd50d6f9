import type { DatabaseSync } from "node:sqlite";
import type { Writes } from "../thread/protocol.ts";
import type { Events } from "./events.ts";
import { createWaitingRows } from "./waiting-rows.ts";

/** Sets events to be delivered again, as retries that are due. */
export function createRequeue(
  db: DatabaseSync,
  { events }: { readonly events: Pick<Events, "keyOf"> },
): Writes["requeue"] {
  const findCursor = db.prepare("SELECT 1 FROM cursors WHERE destination = ?");
  const removeDeadLetter = db.prepare("DELETE FROM dead_letters WHERE destination = ? AND seq = ?");
  const waiting = createWaitingRows(db);
  const reason = { code: "conflict", message: "Asked for again." } as const;

  return ({ destinations, events: asked, atMs }) => {
    const known = [...new Set(destinations)].filter((destination) => findCursor.get(destination));
    const set = new Set<string>();
    for (const { seq, request } of asked) {
      const key = events.keyOf(seq);
      if (key === undefined) continue;
      const retry = { seq, key, attempts: 0, nextAtMs: atMs, firstFailedAtMs: atMs, ...reason };
      for (const destination of known) {
        removeDeadLetter.run(destination, seq);
        waiting.putRetry(destination, request ? { ...retry, request } : retry);
        set.add(`${seq} ${destination}`);
      }
    }
    return set.size;
  };
}
