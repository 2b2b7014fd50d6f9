import type { DatabaseSync } from "node:sqlite";
import type { Payload, PayloadContext } from "../../journal.ts";
import type { NewAppend } from "../thread/protocol.ts";
import { decodeBody } from "./body-encoding.ts";
import type { EncodedBody } from "./body-encoding.ts";

export interface Payloads {
  /** `events` were given the `seq`s from `firstSeq` on. */
  insert(
    id: number,
    entry: NewAppend,
    body: EncodedBody,
    stored: { readonly firstSeq: number; readonly events: number },
  ): void;
  read(ids: readonly number[]): Payload[];
  /** Without their bytes, which lie behind what is read of the row. */
  readContexts(ids: readonly number[]): (readonly [id: number, context: PayloadContext])[];
  /** Deletes those to which no event and no quarantined item refers; returns how many. */
  deleteUnreferenced(ids: Iterable<number>): number;
}

export function createPayloads(db: DatabaseSync): Payloads {
  const insert = db.prepare("INSERT INTO payloads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const select = db.prepare(
    "SELECT id, source, developer, received_at, context, encoding, size, body FROM payloads WHERE id = ?",
  );
  const selectContext = db.prepare("SELECT context FROM payloads WHERE id = ?");
  // The events of a payload were stored together, so they are neighbours.
  const deleteUnreferenced = db.prepare(
    `DELETE FROM payloads WHERE id = ?
       AND NOT EXISTS (SELECT 1 FROM events
                       WHERE seq >= payloads.first_seq AND seq < payloads.first_seq + payloads.events)
       AND NOT EXISTS (SELECT 1 FROM quarantine WHERE payload_id = payloads.id)`,
  );
  return {
    insert(id, entry, body, stored) {
      insert.run(
        id,
        entry.source,
        entry.developer,
        entry.receivedAtMs,
        entry.context,
        stored.firstSeq,
        stored.events,
        body.encoding,
        entry.bytes.byteLength,
        body.bytes,
      );
    },
    read(ids) {
      const rows = ids.map((id) => select.get(id) as unknown as PayloadRow | undefined);
      return rows.filter((row) => row !== undefined).map(toPayload);
    },
    readContexts(ids) {
      return ids.flatMap((id) => {
        const row = selectContext.get(id) as { context: string } | undefined;
        return row === undefined ? [] : [[id, JSON.parse(row.context) as PayloadContext] as const];
      });
    },
    deleteUnreferenced(ids) {
      let deleted = 0;
      for (const id of ids) deleted += Number(deleteUnreferenced.run(id).changes);
      return deleted;
    },
  };
}

interface PayloadRow {
  readonly id: number;
  readonly source: Payload["source"];
  readonly developer: string;
  readonly received_at: number;
  readonly context: string;
  readonly encoding: number;
  readonly size: number;
  readonly body: Uint8Array;
}

function toPayload(row: PayloadRow): Payload {
  return {
    id: row.id,
    source: row.source,
    developer: row.developer,
    receivedAtMs: row.received_at,
    context: JSON.parse(row.context) as PayloadContext,
    bytes: decodeBody({ encoding: row.encoding, bytes: row.body }, row.size),
  };
}
