import type { DatabaseSync } from "node:sqlite";
import type { NewQuarantine, Quarantined } from "../../journal.ts";
import { rowSum } from "./row-sum.ts";

export interface Quarantine {
  add(payloadId: number, items: readonly NewQuarantine[]): void;
  read(page: { readonly afterId: number; readonly limit: number }): Quarantined[];
  /** Payloads with quarantined items, by id. */
  payloadIds(page: { readonly afterId: number; readonly limit: number }): number[];
  /** Deletes a payload's items; returns how many. */
  remove(payloadId: number): number;
}

/** A row of `quarantine` as it is stored. */
export type QuarantineRow = NewQuarantine & Pick<Quarantined, "id" | "payloadId">;

/** Without its id, which the database gives it. */
export function sumOfQuarantined(row: Omit<QuarantineRow, "id">): number {
  return rowSum([row.payloadId, row.item, row.code, row.pointer, row.message]);
}

export function createQuarantine(db: DatabaseSync): Quarantine {
  const insert = db.prepare("INSERT INTO quarantine VALUES (NULL, ?, ?, ?, ?, ?, ?)");
  const select = db.prepare(
    `SELECT q.id, q.payload_id AS payloadId, q.item, q.code, q.pointer, q.message,
            p.source, p.developer, p.received_at AS receivedAtMs
     FROM quarantine q CROSS JOIN payloads p ON p.id = q.payload_id
     WHERE q.id > ? ORDER BY q.id LIMIT ?`,
  );
  const payloadIds = db.prepare(
    "SELECT DISTINCT payload_id AS id FROM quarantine WHERE payload_id > ? ORDER BY payload_id LIMIT ?",
  );
  const remove = db.prepare("DELETE FROM quarantine WHERE payload_id = ?");
  return {
    add(payloadId, items) {
      for (const one of items) {
        const { item, code, pointer, message } = one;
        insert.run(payloadId, item, code, pointer, message, sumOfQuarantined({ ...one, payloadId }));
      }
    },
    read: ({ afterId, limit }) =>
      select.all(afterId, limit).map((row) => ({ ...(row as unknown as Quarantined) })),
    payloadIds: ({ afterId, limit }) => payloadIds.all(afterId, limit).map(({ id }) => Number(id)),
    remove: (payloadId) => Number(remove.run(payloadId).changes),
  };
}
