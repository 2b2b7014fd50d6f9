import type { DatabaseSync } from "node:sqlite";
import type { CheckedEvents } from "./checked-events.ts";
import type { Damage } from "./damage.ts";
import type { EventIndex } from "./event-index.ts";
import { lookupChecks } from "./check-lookups.ts";
import { checkQuarantine } from "./check-quarantine.ts";
import { checkUsers } from "./check-users.ts";
import { checkWaiting } from "./check-waiting.ts";

export interface RowCheckParts {
  readonly index: Pick<EventIndex, "copies" | "seqsOfUser">;
  readonly checked: Pick<CheckedEvents, "one">;
  readonly damage: Damage;
  /** Rows of before there were sums have none yet; they are given theirs. */
  readonly isSummed: boolean;
  /** Whether the rows of a table are few enough to be looked at while somebody waits. */
  readonly areFew: (table: string) => boolean;
  /** Whether a search finds what a scan does: a page may say that it holds more than it does. */
  readonly isInOrder: (table: string) => boolean;
}

const mostRows = 10_000;

/**
 * Looks at the start whether what waits for destinations and operators, what is known of users, their
 * connections and sessions, and which items took the place of a summary, is as it was written, and puts
 * right what can be. Events and payloads are checked whenever they are read, and by the scrub.
 *
 * A larger table is left alone, so that a start does not wait for it: 100,000 users take 0.9 s (measured). Its
 * rows are checked when they are read.
 */
export function checkRows(
  db: DatabaseSync,
  parts: Omit<RowCheckParts, "isSummed" | "areFew" | "isInOrder">,
): void {
  // Since version 7, and since version 8.
  runChecks(db, "rows_summed", [checkWaiting, checkQuarantine, checkUsers], parts);
  runChecks(db, "lookups_summed", lookupChecks, parts);
}

function runChecks(
  db: DatabaseSync,
  summed: "rows_summed" | "lookups_summed",
  checks: readonly ((db: DatabaseSync, parts: RowCheckParts) => void)[],
  parts: Parameters<typeof checkRows>[1],
): void {
  const isSummed = db.prepare(`SELECT ${summed} AS isSummed FROM log`).get()?.["isSummed"] === 1;
  const areFew = (table: string) => !isSummed || !hasMany(db, table);
  const isInOrder = (table: string) =>
    db.prepare(`PRAGMA quick_check(${table})`).get()?.["quick_check"] === "ok";
  for (const check of checks) {
    try {
      db.exec("BEGIN IMMEDIATE");
      check(db, { ...parts, isSummed, areFew, isInOrder });
      db.exec("COMMIT");
    } catch (error) {
      if (db.isTransaction) db.exec("ROLLBACK");
      // What cannot be read at all is told by the check or by `checkLog`, and a full disk hinders no start.
      if (!isSummed) throw error;
    }
  }
  if (!isSummed) db.exec(`UPDATE log SET ${summed} = 1`);
}

function hasMany(db: DatabaseSync, table: string): boolean {
  try {
    return db.prepare(`SELECT 1 FROM ${table} LIMIT 1 OFFSET ${mostRows}`).get() !== undefined;
  } catch {
    // The check finds that it cannot be read, and says so.
    return false;
  }
}
