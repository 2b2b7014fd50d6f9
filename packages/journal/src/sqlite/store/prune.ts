import type { DatabaseSync } from "node:sqlite";
import type { Writes } from "../thread/protocol.ts";
import { deletableColumns } from "./delete-events.ts";
import type { DeletableRow, DeleteEvents } from "./delete-events.ts";
import type { EventIndex } from "./event-index.ts";
import type { Head } from "./head.ts";
import type { Standings } from "./standings.ts";

/** Events looked at in one step, which is one commit: some milliseconds. */
const stepEvents = 256;

interface PruneRow extends DeletableRow {
  readonly receivedAtMs: number;
  readonly isReferenced: number;
}

/**
 * Deletes some of the events that are old enough, settled everywhere and referred to by nothing, and
 * the payloads that nothing refers to any more. The log is in order of arrival, so a step in which
 * nothing was old enough is the last one.
 */
export function createPruneStep(
  db: DatabaseSync,
  parts: {
    readonly head: Head;
    readonly index: EventIndex;
    readonly deleteEvents: DeleteEvents;
    readonly standings: Pick<Standings, "check">;
  },
): Writes["pruneStep"] {
  const { head, index, deleteEvents, standings } = parts;
  const settledThrough = db.prepare(
    `SELECT min(coalesce((SELECT min(after_seq) FROM claims WHERE claims.destination = cursors.destination),
                         claimed_through)) AS seq
     FROM cursors`,
  );
  // By destination, because retries and dead letters are found by destination and seq.
  const candidates = db.prepare(
    `SELECT ${deletableColumns}, received_at AS receivedAtMs,
            EXISTS (SELECT 1 FROM cursors c CROSS JOIN retries r
                    ON r.destination = c.destination AND r.seq = events.seq)
            OR EXISTS (SELECT 1 FROM cursors c CROSS JOIN dead_letters d
                       ON d.destination = c.destination AND d.seq = events.seq) AS isReferenced
     FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${stepEvents}`,
  );

  return ({ beforeMs, afterSeq }) => {
    // What no destination has had is not deleted on the word of a damaged row.
    standings.check();
    const { seq: lowest } = settledThrough.get() as { seq: number | null };
    const settled = lowest ?? head.seq;
    const rows = candidates.all(afterSeq, settled) as unknown as PruneRow[];
    const old = rows.filter((row) => row.receivedAtMs < beforeMs);
    if (old.length === 0) return { events: 0, afterSeq, isLast: true };
    if (old.some((row) => row.seq > head.indexedThrough)) {
      // Only what is in the index tables can be removed from them.
      index.mergeStep();
      return { events: 0, afterSeq, isLast: false };
    }
    const doomed = old.filter((row) => row.isReferenced === 0);
    deleteEvents(doomed);
    return { events: doomed.length, afterSeq: rows.at(-1)?.seq ?? afterSeq, isLast: false };
  };
}
