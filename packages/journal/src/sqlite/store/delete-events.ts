import type { DatabaseSync } from "node:sqlite";
import { hashKey } from "./hash-key.ts";
import type { EventIndex } from "./event-index.ts";
import type { Head } from "./head.ts";
import type { Payloads } from "./payloads.ts";

/** What has to be known of an event to delete it; `deletableColumns` of `events`. */
export interface DeletableRow {
  readonly seq: number;
  readonly key: string;
  readonly userRow: number;
  readonly type: string;
  readonly startMs: number;
  readonly payloadId: number;
  readonly alias: Uint8Array | null;
}

export const deletableColumns =
  "seq, key, user_row AS userRow, type, start_ms AS startMs, payload_id AS payloadId, alias";

/** Deletes events, and payloads to which nothing refers any more; returns how many of those. */
export type DeleteEvents = (rows: readonly DeletableRow[]) => number;

export function createDeleteEvents(
  db: DatabaseSync,
  parts: { readonly head: Head; readonly index: EventIndex; readonly payloads: Payloads },
): DeleteEvents {
  const { head, index, payloads } = parts;
  const deleteEvent = db.prepare("DELETE FROM events WHERE seq = ?");

  return (rows) => {
    for (const { seq } of rows) deleteEvent.run(seq);
    index.remove(
      rows.map(({ key, alias, ...row }) => ({
        ...row,
        keyHash: hashKey(key),
        alias: alias && Buffer.from(alias).toString("hex"),
      })),
    );
    head.events -= rows.length;
    return payloads.deleteUnreferenced(new Set(rows.map((row) => row.payloadId)));
  };
}
