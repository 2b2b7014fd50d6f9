import type { DatabaseSync } from "node:sqlite";

/** Where the log stands. Kept in memory, written with every commit that moves it. */
export interface Head {
  /** The newest event's; given out by us, so that it is never reused. */
  seq: number;
  payloadId: number;
  /** The newest user's; never reused either, because events may outlive their user. */
  userRow: number;
  /** How many are stored. */
  events: number;
  quarantined: number;
  /** Events up to here are in `by_key` and `by_user`. */
  indexedThrough: number;
}

/** The head as it is in the database. */
export function readHead(db: DatabaseSync): Head {
  const row = db
    .prepare(
      `SELECT head_seq AS seq, last_payload_id AS payloadId, last_user_row AS userRow, events, quarantined,
              indexed_through AS indexedThrough FROM log`,
    )
    .get();
  return { ...(row as unknown as Head) };
}

/** Writes the head when it differs from what was written last. */
export function createHeadWriter(db: DatabaseSync, head: Head): { save(): void } {
  const update = db.prepare(
    `UPDATE log SET head_seq = ?, last_payload_id = ?, last_user_row = ?, events = ?, quarantined = ?,
                    indexed_through = ?`,
  );
  return {
    save() {
      update.run(head.seq, head.payloadId, head.userRow, head.events, head.quarantined, head.indexedThrough);
    },
  };
}
