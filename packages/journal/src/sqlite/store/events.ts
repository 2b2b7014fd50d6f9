import type { DatabaseSync } from "node:sqlite";
import type { ReadRange } from "../../journal.ts";
import type { EventRow } from "../event-row.ts";
import type { NewAppend, NewEvent } from "../thread/protocol.ts";
import { sumOfEvent } from "./checked-events.ts";
import type { CheckedEvents } from "./checked-events.ts";

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

export function createEvents(db: DatabaseSync, checked: CheckedEvents): Events {
  const insert = db.prepare(
    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  );
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
        sumOfEvent(toRow(event, place, entry), place),
      );
    },
    read: (range) => checked.range(range).map(({ row }) => row),
    readEach(seqs) {
      const rows = seqs.map((seq) => checked.one(seq)?.row);
      return rows.filter((row) => row !== undefined);
    },
    keyOf: (seq) => checked.one(seq)?.row[2],
  };
}

/** The event as it will be read. */
function toRow(event: NewEvent, place: EventPlace, entry: NewAppend): EventRow {
  return [
    place.seq,
    event.id,
    place.key,
    event.type,
    event.user.json,
    event.startTime,
    event.endTime,
    event.orderedAtMs,
    event.item,
    place.revision,
    Number(place.superseded),
    entry.receivedAtMs,
    entry.developer,
    entry.source,
    place.payloadId,
  ];
}
