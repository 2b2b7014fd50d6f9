import type { DatabaseSync } from "node:sqlite";
import type { JournalDamage, NewQuarantine, Quarantined } from "../../journal.ts";
import type { Damage } from "./damage.ts";
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

/** One that is no longer as it was written. It is listed all the same: a re-run takes the payload, which has a sum. */
export function damagedItem(id: number): JournalDamage {
  const message = `Item ${id} of the quarantine is damaged in the journal: what it says, or of which payload, may be wrong. Check the disk; look at the payload before it is re-run, and drop the item where the payload is another one.`;
  return { kind: "quarantine", id, message };
}

/** Rows as they were read, without their sums; of those that are damaged it is told. */
export function checkQuarantined<Row extends QuarantineRow>(
  rows: readonly (Row & { readonly sum: number })[],
  damage: Damage,
): Row[] {
  return rows.map(({ sum, ...row }) => {
    const item = row as unknown as Row;
    if (sum !== sumOfQuarantined(item)) damage.note(damagedItem(item.id));
    return item;
  });
}

export function createQuarantine(db: DatabaseSync, damage: Damage): Quarantine {
  const insert = db.prepare("INSERT INTO quarantine VALUES (NULL, ?, ?, ?, ?, ?, ?)");
  const select = db.prepare(
    `SELECT q.id, q.payload_id AS payloadId, q.item, q.code, q.pointer, q.message, q.sum,
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
      checkQuarantined(
        select.all(afterId, limit) as unknown as readonly (Quarantined & { readonly sum: number })[],
        damage,
      ),
    payloadIds: ({ afterId, limit }) => payloadIds.all(afterId, limit).map(({ id }) => Number(id)),
    remove: (payloadId) => Number(remove.run(payloadId).changes),
  };
}
