import type { DatabaseSync } from "node:sqlite";
import type { Writes } from "../thread/protocol.ts";
import { hashKey } from "./event-index.ts";
import type { EventIndex } from "./event-index.ts";
import type { Head } from "./head.ts";
import type { Payloads } from "./payloads.ts";

/** Events looked at in one step, which is one commit: some milliseconds. */
const stepEvents = 256;

interface PruneRow {
  readonly seq: number;
  readonly key: string;
  readonly userRow: number;
  readonly type: string;
  readonly startMs: number;
  readonly receivedAtMs: number;
  readonly payloadId: number;
  readonly isReferenced: number;
}

/**
 * Deletes some of the events that are old enough, settled everywhere and referred to by nothing, and
 * the payloads that nothing refers to any more. The log is in order of arrival, so a step in which
 * nothing was old enough is the last one.
 */
export function createPruneStep(
  db: DatabaseSync,
  parts: { readonly head: Head; readonly index: EventIndex; readonly payloads: Payloads },
): Writes["pruneStep"] {
  const { head, index, payloads } = parts;
  const settledThrough = db.prepare(
    `SELECT min(coalesce((SELECT min(after_seq) FROM claims WHERE claims.destination = cursors.destination),
                         claimed_through)) AS seq
     FROM cursors`,
  );
  // By destination, because retries and dead letters are found by destination and seq.
  const candidates = db.prepare(
    `SELECT seq, key, user_row AS userRow, type, start_ms AS startMs, received_at AS receivedAtMs,
            payload_id AS payloadId,
            EXISTS (SELECT 1 FROM cursors c CROSS JOIN retries r
                    ON r.destination = c.destination AND r.seq = events.seq)
            OR EXISTS (SELECT 1 FROM cursors c CROSS JOIN dead_letters d
                       ON d.destination = c.destination AND d.seq = events.seq) AS isReferenced
     FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ${stepEvents}`,
  );
  const deleteEvent = db.prepare("DELETE FROM events WHERE seq = ?");

  return ({ beforeMs, afterSeq }) => {
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
    for (const row of doomed) {
      deleteEvent.run(row.seq);
      index.remove({ ...row, keyHash: hashKey(row.key) });
    }
    payloads.deleteUnreferenced(new Set(doomed.map((row) => row.payloadId)));
    head.events -= doomed.length;
    return { events: doomed.length, afterSeq: rows.at(-1)?.seq ?? afterSeq, isLast: false };
  };
}
