import type { DatabaseSync } from "node:sqlite";
import type { NewQuarantine, Quarantined } from "../../journal.ts";

export interface Quarantine {
  add(payloadId: number, items: readonly NewQuarantine[]): void;
  read(page: { readonly afterId: number; readonly limit: number }): Quarantined[];
}

export function createQuarantine(db: DatabaseSync): Quarantine {
  const insert = db.prepare("INSERT INTO quarantine VALUES (NULL, ?, ?, ?, ?, ?)");
  const select = db.prepare(
    `SELECT q.id, q.payload_id AS payloadId, q.item, q.code, q.pointer, q.message,
            p.source, p.developer, p.received_at AS receivedAtMs
     FROM quarantine q CROSS JOIN payloads p ON p.id = q.payload_id
     WHERE q.id > ? ORDER BY q.id LIMIT ?`,
  );
  return {
    add(payloadId, items) {
      for (const { item, code, pointer, message } of items) {
        insert.run(payloadId, item, code, pointer, message);
      }
    },
    read: ({ afterId, limit }) =>
      select.all(afterId, limit).map((row) => ({ ...(row as unknown as Quarantined) })),
  };
}
