import type { DatabaseSync } from "node:sqlite";
import type { RowCheckParts } from "./check-rows.ts";
import { damagedItem, sumOfQuarantined } from "./quarantine.ts";
import type { QuarantineRow } from "./quarantine.ts";

type Stored = QuarantineRow & { readonly sum: number | null };

/**
 * Quarantined items. A damaged one stays as it is: its payload has a sum of its own, and is what a re-run
 * takes.
 */
export function checkQuarantine(db: DatabaseSync, parts: RowCheckParts): void {
  const { damage, isSummed, areFew, isInOrder } = parts;
  if (!areFew("quarantine")) return;
  const rows = db
    .prepare("SELECT id, payload_id AS payloadId, item, code, pointer, message, sum FROM quarantine")
    .all() as unknown as readonly Stored[];
  const setSum = db.prepare("UPDATE quarantine SET sum = ? WHERE id = ?");
  for (const row of rows) {
    const sum = sumOfQuarantined(row);
    if (!isSummed) setSum.run(sum, row.id);
    else if (sum !== row.sum) damage.note(damagedItem(row.id));
  }
  if (!isSummed || isInOrder("quarantine")) return;
  damage.note({
    kind: "quarantine",
    id: 0,
    message:
      "The table of the quarantine in the journal was damaged on the disk; what can be read of it is kept. Check the disk.",
  });
  db.exec("DELETE FROM quarantine");
  const insert = db.prepare("INSERT OR IGNORE INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?)");
  for (const { id, payloadId, item, code, pointer, message, sum } of rows) {
    insert.run(id, payloadId, item, code, pointer, message, sum);
  }
}
