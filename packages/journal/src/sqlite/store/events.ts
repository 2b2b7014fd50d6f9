import type { DatabaseSync } from "node:sqlite";
import type { ReadRange } from "../../journal.ts";
import { eventColumns } from "../event-row.ts";
import type { EventRow } from "../event-row.ts";
import type { NewAppend, NewEvent } from "../thread/protocol.ts";

/** What an append adds to an event before it is stored. */
export interface EventPlace {
  readonly seq: number;
  /** The event's own, or that of the item whose place it takes. */
  readonly key: string;
  /** See `aliasMarks`. */
  readonly alias: string | null;
  readonly revision: number;
  readonly superseded: boolean;
  readonly userRow: number;
  readonly startMs: number;
  readonly payloadId: number;
}

export interface Events {
  insert(event: NewEvent, place: EventPlace, entry: NewAppend): void;
  read(range: ReadRange): EventRow[];
  readEach(seqs: readonly number[]): EventRow[];
  keyOf(seq: number): string | undefined;
}

export function createEvents(db: DatabaseSync): Events {
  const insert = db.prepare(
    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const range = db.prepare(
    `SELECT ${eventColumns} FROM events WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?`,
  );
  const one = db.prepare(`SELECT ${eventColumns} FROM events WHERE seq = ?`);
  const key = db.prepare("SELECT key FROM events WHERE seq = ?");
  range.setReturnArrays(true);
  one.setReturnArrays(true);
  return {
    insert(event, place, entry) {
      insert.run(
        place.seq,
        event.id,
        place.key,
        place.revision,
        Number(place.superseded),
        event.type,
        place.userRow,
        event.user.json,
        event.startTime,
        event.endTime,
        place.startMs,
        event.orderedAtMs,
        event.item,
        entry.receivedAtMs,
        entry.developer,
        entry.source,
        place.payloadId,
        place.alias && Buffer.from(place.alias, "hex"),
      );
    },
    read({ after, through = Number.MAX_SAFE_INTEGER, limit }) {
      return range.all(after, through, limit) as unknown as EventRow[];
    },
    readEach(seqs) {
      const rows = seqs.map((seq) => one.get(seq) as unknown as EventRow | undefined);
      return rows.filter((row) => row !== undefined);
    },
    keyOf: (seq) => (key.get(seq) as { key: string } | undefined)?.key,
  };
}
