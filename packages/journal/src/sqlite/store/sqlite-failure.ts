import { JournalError } from "@musette/core/errors";
import type { JournalCode } from "@musette/core";

interface Meaning {
  readonly code: JournalCode;
  readonly advice: string;
}

/** By SQLite's primary result code (https://sqlite.org/rescode.html). */
const meanings: ReadonlyMap<number, Meaning> = new Map([
  [1, { code: "journal.corrupt", advice: "Its schema is damaged. Restore it from a backup." }],
  [8, { code: "journal.failed", advice: "Make the file and its folder writable." }],
  [10, { code: "journal.failed", advice: "The disk reported an input/output error; check it." }],
  [11, { code: "journal.corrupt", advice: "Restore it from a backup, or move it away to start anew." }],
  [13, { code: "journal.full", advice: "The disk is full; free some space." }],
  [14, { code: "journal.failed", advice: "Make sure that the folder exists and is writable." }],
  [26, { code: "journal.corrupt", advice: "The file is not an SQLite database; name another path." }],
]);

/** What SQLite reported, in our words. A `JournalError` is handed back as it is. */
export function sqliteFailure(error: unknown, attempted: string): JournalError {
  if (JournalError.is(error)) return error;
  const { errcode, errstr } = (error ?? {}) as { errcode?: unknown; errstr?: unknown };
  if (typeof errcode !== "number") {
    return new JournalError("journal.failed", `Could not ${attempted}: ${String(error)}`, { cause: error });
  }
  // The low byte is the primary code, the rest its refinement.
  const meaning = meanings.get(errcode & 0xff);
  return new JournalError(
    meaning?.code ?? "journal.failed",
    `Could not ${attempted}: SQLite answered ${errcode} (${String(errstr)}).${meaning ? ` ${meaning.advice}` : ""}`,
    { cause: error, context: { errcode } },
  );
}
