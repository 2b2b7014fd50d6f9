import type { DatabaseSync } from "node:sqlite";
import type { DeadLetter, JournalDamage, Retry } from "../../journal.ts";
import type { RowCheckParts } from "./check-rows.ts";
import { hashKey } from "./hash-key.ts";
import { newestOf } from "./rank.ts";
import {
  createWaitingRows,
  deadLetterColumns,
  retryColumns,
  sumOfDeadLetter,
  sumOfRetry,
  toRetry,
} from "./waiting-rows.ts";
import type { RetryRow } from "./waiting-rows.ts";

type Stored<Row> = Row & { readonly destination: string; readonly sum: number | null };
type Table = "retries" | "dead_letters";

const told = {
  retries: { kind: "retries", what: "An event that waits to be tried again" },
  dead_letters: { kind: "dead letters", what: "A dead letter" },
} as const;

function brokenTable(kind: "retries" | "dead letters"): JournalDamage {
  const message = `The table of ${kind} in the journal was damaged on the disk; what can be read of it is kept. Check the disk, and replay to the destinations what may be missing.`;
  return { kind, id: 0, message };
}

/**
 * Retries and dead letters. Of a damaged one the event can still be told by its number or by its key, as
 * one of the two is whole: both are delivered again, which does no harm where it was not needed.
 */
export function checkWaiting(db: DatabaseSync, parts: RowCheckParts): void {
  const { index, checked, damage, isSummed, areFew, isInOrder } = parts;
  const waiting = createWaitingRows(db);
  const again: Retry[] = [];
  const whither = new Set<string>();
  for (const table of ["retries", "dead_letters"] as const) {
    if (!areFew(table)) continue;
    const rows = readAll(table);
    const bad = new Set(rows.filter((row) => !isGood(table, row)));
    const isBroken = isSummed && !isInOrder(table);
    if (isSummed && bad.size === 0 && !isBroken) continue;
    if (isBroken) damage.note(brokenTable(told[table].kind));
    for (const { destination, seq, key } of bad) {
      const { kind, what } = told[table];
      damage.note({
        kind,
        id: seq,
        message: `${what} of "${destination}" (event ${seq}) is damaged in the journal: what it may have been is delivered there again, under the same id. Check the disk.`,
      });
      again.push(...eventsOf(seq, key));
      whither.add(destination);
    }
    const good = rows.filter((row) => !bad.has(row));
    writeAnew(table, good);
  }
  const known = db
    .prepare("SELECT destination FROM cursors")
    .all()
    .map(({ destination }) => String(destination));
  // The name itself may be what is damaged.
  const isAnyUnknown = [...whither].some((destination) => !known.includes(destination));
  for (const destination of isAnyUnknown ? known : whither) {
    for (const retry of again) waiting.putRetry(destination, retry);
  }

  /** By a scan, because in a damaged table a search may miss a row; as far as that comes. */
  function readAll(table: Table): readonly Stored<RetryRow | DeadLetter>[] {
    const columns = table === "retries" ? retryColumns : deadLetterColumns;
    const rows: Stored<RetryRow | DeadLetter>[] = [];
    try {
      for (const row of db.prepare(`SELECT destination, ${columns}, sum FROM ${table}`).iterate()) {
        rows.push(row as unknown as Stored<RetryRow | DeadLetter>);
      }
    } catch (error) {
      if (!isSummed) throw error;
    }
    return rows;
  }

  function isGood(table: Table, { destination, sum, ...row }: Stored<RetryRow | DeadLetter>): boolean {
    if (!isSummed) return true;
    return (
      sum ===
      (table === "retries"
        ? sumOfRetry(destination, row as RetryRow)
        : sumOfDeadLetter(destination, row as DeadLetter))
    );
  }

  function writeAnew(table: Table, rows: readonly Stored<RetryRow | DeadLetter>[]): void {
    db.exec(`DELETE FROM ${table}; UPDATE cursors SET ${table} = 0`);
    for (const { destination, sum: _, ...row } of rows) {
      if (table === "dead_letters") waiting.putDeadLetter(destination, row as DeadLetter);
      else waiting.putRetry(destination, toRetry(row as RetryRow));
    }
  }

  function eventsOf(seq: number, key: string): readonly Retry[] {
    const named = newestOf(index.copies(hashKey(key)))?.seq;
    const seqs = new Set([seq, named ?? seq]);
    return [...seqs].flatMap((one) => {
      const event = checked.one(one);
      if (event === undefined) return [];
      const [, , ownKey, , , , , , , , , receivedAtMs] = event.row;
      return {
        seq: one,
        key: ownKey,
        attempts: 0,
        nextAtMs: receivedAtMs,
        firstFailedAtMs: receivedAtMs,
        code: "conflict" as const,
        message: "Its retry was damaged on the disk.",
      };
    });
  }
}
