import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import { sqliteFailure } from "./sqlite-failure.ts";

const sqliteBusy = 5;

/**
 * Makes this process the only writer of a journal: an open transaction on `<path>.lock`. The lock belongs
 * to the operating system and ends with the process, however it ends.
 *
 * @param path by the one name that `fileBehind` gives.
 * @returns how to release it.
 * @throws {JournalError} `journal.locked`, naming the process that holds it.
 */
export function takeProcessLock(path: string): () => void {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    db = new DatabaseSync(`${path}.lock`, { timeout: 0 });
    // The first transaction tells the others who holds the second, which stays open.
    db.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE`);
    const held = db;
    return () => held.close();
  } catch (error) {
    const holder = isBusy(error) && db ? holderOf(db) : undefined;
    db?.close();
    if (holder === undefined) throw sqliteFailure(error, `lock the journal ${path}`);
    throw new JournalError(
      "journal.locked",
      `The journal ${path} is in use by process ${holder}. Stop that one first, or name another path.`,
      { context: { pid: holder } },
    );
  }
}

/** A reader is let in beside the open transaction. */
function holderOf(db: DatabaseSync): number {
  const row = db.prepare("PRAGMA user_version").get() as { user_version: number };
  return row.user_version;
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === sqliteBusy;
}
