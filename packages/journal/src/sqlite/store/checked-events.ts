import type { DatabaseSync } from "node:sqlite";
import type { ReadRange } from "../../journal.ts";
import type { EventRow } from "../event-row.ts";
import type { Damage } from "./damage.ts";
import { readHead } from "./head.ts";
import { readUnsummed, rowSum } from "./row-sum.ts";

/** What the indexes are made of, beside what is passed on. */
export interface IndexedColumns {
  readonly userRow: number;
  readonly startMs: number;
  /** Hexadecimal; see `aliasMarks`. */
  readonly alias: string | null;
}

/** An event as it was read, and its sum as it was written; null: stored before there were sums. */
export type StoredRow = [
  ...event: EventRow,
  userRow: number,
  startMs: number,
  alias: Uint8Array | null,
  sum: number | null,
];

/** The columns of a `StoredRow`. */
export const storedColumns = `seq, id, key, type, user, start_time, end_time, ordered_at, item, revision, superseded,
  received_at, developer, source, payload_id, user_row, start_ms, alias, sum`;

export interface CheckedEvent extends IndexedColumns {
  readonly row: EventRow;
}

/** Reads events. Those that are no longer as they were written are noted as damage and left out. */
export interface CheckedEvents {
  range(range: ReadRange): CheckedEvent[];
  one(seq: number): CheckedEvent | undefined;
  check(rows: readonly StoredRow[]): CheckedEvent[];
}

/** So many columns come first that are an `EventRow`. */
const eventColumns = 15;

export function sumOfEvent(row: EventRow, { userRow, startMs, alias }: IndexedColumns): number {
  return rowSum([...row, userRow, startMs, alias]);
}

export function createCheckedEvents(db: DatabaseSync, damage: Damage): CheckedEvents {
  const unsummed = readUnsummed(db);
  const select = (condition: string) => {
    const statement = db.prepare(`SELECT ${storedColumns} FROM events WHERE ${condition}`);
    statement.setReturnArrays(true);
    return statement;
  };
  // Without an upper bound: a row whose number is damaged would be behind it, and so not be noticed.
  const rangeOf = select("seq > ? ORDER BY seq LIMIT ?");
  const single = select("seq = ?");
  // The unary plus keeps SQLite from searching in a page whose rows are not in order.
  const scanOf = select("+seq > ? ORDER BY +seq LIMIT ?");

  function noteLost(seq: number): void {
    damage.note({
      kind: "event",
      id: seq,
      message: `Event ${seq} of the journal is damaged on the disk and is not delivered. Check the disk, and send the item again.`,
    });
  }

  function noteUnreadable(after: number): void {
    damage.note({
      kind: "log",
      id: after,
      message: `The journal cannot be read behind event ${after}, because the disk damaged it; what can be found there is served. Check the disk, and send again what came since then.`,
    });
  }

  function checkOne(stored: StoredRow): CheckedEvent | undefined {
    const row = stored.slice(0, eventColumns) as unknown as EventRow;
    const [userRow, startMs, aliasBytes, sum] = stored.slice(eventColumns) as [
      number,
      number,
      Uint8Array | null,
      number | null,
    ];
    const alias = aliasBytes && Buffer.from(aliasBytes).toString("hex");
    const event = { row, userRow, startMs, alias };
    const isGood = sum === null ? row[0] <= unsummed.seq : sum === sumOfEvent(row, event);
    if (isGood) return event;
    noteLost(row[0]);
    return undefined;
  }

  function one(seq: number): CheckedEvent | undefined {
    try {
      const stored = single.get(seq) as unknown as StoredRow | undefined;
      return stored && checkOne(stored);
    } catch {
      noteLost(seq);
      return undefined;
    }
  }

  const check = (rows: readonly StoredRow[]) => rows.map(checkOne).filter((event) => event !== undefined);

  /** A row that cannot even be read spoils the whole statement; what is around it can be read one by one. */
  function oneByOne({ after, through = Infinity, limit }: ReadRange): CheckedEvent[] {
    noteUnreadable(after);
    const events: CheckedEvent[] = [];
    const lastSeq = Math.min(through, readHead(db).seq);
    for (let seq = after + 1; seq <= lastSeq && events.length < limit; seq++) {
      const event = one(seq);
      if (event) events.push(event);
    }
    return events;
  }

  /**
   * One row more than asked for is read, because a damaged page may name a later row in the place of another:
   * as the last one it would have all in between passed over.
   */
  function readRows(after: number, atMost: number): StoredRow[] {
    const rows = rangeOf.all(after, atMost + 1) as unknown as StoredRow[];
    const isInOrder = rows.every(([seq], n) => seq > (rows[n - 1]?.[0] ?? after));
    if (isInOrder) return rows.slice(0, atMost);
    noteUnreadable(after);
    const scanned = scanOf.all(after, 2 * atMost) as unknown as StoredRow[];
    return scanned.filter(([seq], n) => seq !== scanned[n - 1]?.[0]).slice(0, atMost);
  }

  function range({ after, through = Infinity, limit }: ReadRange): CheckedEvent[] {
    let atMost = Math.min(limit, Math.max(through - after + 1, 0));
    for (;;) {
      let rows: StoredRow[];
      try {
        rows = readRows(after, atMost);
      } catch {
        return oneByOne({ after, through, limit });
      }
      const events = check(rows);
      const wanted = events.filter(({ row }) => row[0] <= through);
      const isWhole = events.length === rows.length || rows.length < atMost;
      if (isWhole || wanted.length < events.length || wanted.length >= limit) return wanted.slice(0, limit);
      // In place of what is damaged there have to be others: a short page would pass for the end of the log.
      atMost = 2 * atMost;
    }
  }

  return { range, one, check };
}
