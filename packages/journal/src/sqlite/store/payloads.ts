import type { DatabaseSync } from "node:sqlite";
import type { Payload, PayloadContext } from "../../journal.ts";
import type { NewAppend } from "../thread/protocol.ts";
import { decodeBody } from "./body-encoding.ts";
import type { EncodedBody } from "./body-encoding.ts";
import type { Damage } from "./damage.ts";
import { readUnsummed, rowSum } from "./row-sum.ts";

export interface Payloads {
  /** `events` were given the `seq`s from `firstSeq` on. */
  insert(
    id: number,
    entry: NewAppend,
    body: EncodedBody,
    stored: { readonly firstSeq: number; readonly events: number },
  ): void;
  /** Those that are there. One that is no longer as it was written is noted as damage and left out. */
  read(ids: readonly number[]): Payload[];
  /** Whether it is there and as it was written; where it is not, but is there, that is noted. */
  isWell(id: number): boolean;
  noteDamaged(id: number): void;
  /** How many bytes they have as received; those that are gone are left out, and no sum is checked. */
  sizes(ids: readonly number[]): (readonly [id: number, bytes: number])[];
  /** Without their bytes, which lie behind what is read of the row. */
  readContexts(ids: readonly number[]): (readonly [id: number, context: PayloadContext])[];
  /** Deletes those to which no event and no quarantined item refers; returns how many. */
  deleteUnreferenced(ids: Iterable<number>): number;
}

export function createPayloads(db: DatabaseSync, damage: Damage): Payloads {
  const unsummed = readUnsummed(db);
  const insert = db.prepare("INSERT INTO payloads VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  const select = db.prepare(
    `SELECT id, source, developer, received_at, context, first_seq, events, encoding, size, body, sum
     FROM payloads WHERE id = ?`,
  );
  const selectSize = db.prepare("SELECT size FROM payloads WHERE id = ?");
  const selectContext = db.prepare("SELECT context FROM payloads WHERE id = ?");
  // The events of a payload were stored together, so they are neighbours.
  const deleteUnreferenced = db.prepare(
    `DELETE FROM payloads WHERE id = ?
       AND NOT EXISTS (SELECT 1 FROM events
                       WHERE seq >= payloads.first_seq AND seq < payloads.first_seq + payloads.events)
       AND NOT EXISTS (SELECT 1 FROM quarantine WHERE payload_id = payloads.id)`,
  );
  select.setReturnArrays(true);

  function noteDamaged(id: number): void {
    damage.note({
      kind: "payload",
      id,
      message: `Payload ${id} of the journal is damaged on the disk; its events are not delivered. Check the disk, and send it again.`,
    });
  }

  /** What `use` makes of its row, where that is as it was written. */
  function fromRow<T>(id: number, use: (row: PayloadRow) => T): T | undefined {
    try {
      const row = select.get(id) as unknown as PayloadRow | undefined;
      if (row === undefined) return undefined;
      const [body, sum] = [row[9], row[10]];
      if (sum === null ? id <= unsummed.payloadId : sum === rowSum(facts(row), body)) return use(row);
    } catch {
      // Not even that much of it can be made out.
    }
    noteDamaged(id);
    return undefined;
  }

  return {
    insert(id, { source, developer, receivedAtMs, context, bytes }, body, { firstSeq, events }) {
      const row = [
        id,
        source,
        developer,
        receivedAtMs,
        context,
        firstSeq,
        events,
        body.encoding,
        bytes.byteLength,
      ] as const;
      insert.run(...row, body.bytes, rowSum(row, body.bytes));
    },
    sizes(ids) {
      return ids.flatMap((id) => {
        try {
          const row = selectSize.get(id) as { size: number } | undefined;
          return row === undefined ? [] : [[id, row.size] as const];
        } catch {
          // Whoever reads it is told that it is damaged.
          return [];
        }
      });
    },
    readContexts(ids) {
      return ids.flatMap((id) => {
        const row = selectContext.get(id) as { context: string } | undefined;
        return row === undefined ? [] : [[id, JSON.parse(row.context) as PayloadContext] as const];
      });
    },
    isWell: (id) => fromRow(id, () => true) ?? false,
    noteDamaged,
    read: (ids) => ids.map((id) => fromRow(id, toPayload)).filter((payload) => payload !== undefined),
    deleteUnreferenced(ids) {
      let deleted = 0;
      for (const id of ids) deleted += Number(deleteUnreferenced.run(id).changes);
      return deleted;
    },
  };
}

type PayloadRow = readonly [
  id: number,
  source: Payload["source"],
  developer: string,
  receivedAtMs: number,
  context: string,
  firstSeq: number,
  events: number,
  encoding: number,
  sizeBytes: number,
  body: Uint8Array,
  sum: number | null,
];

function toPayload(row: PayloadRow): Payload {
  const [id, source, developer, receivedAtMs, context, , , encoding, sizeBytes, body] = row;
  const bytes = decodeBody({ encoding, bytes: body }, sizeBytes);
  return { id, source, developer, receivedAtMs, context: JSON.parse(context) as PayloadContext, bytes };
}

/** What a payload's sum is of, beside its body: the columns before that. */
function facts(row: PayloadRow) {
  const [id, source, developer, receivedAtMs, context, firstSeq, events, encoding, sizeBytes] = row;
  return [id, source, developer, receivedAtMs, context, firstSeq, events, encoding, sizeBytes] as const;
}
