import { existsSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import { checkSchema } from "./store/schema.ts";
import { sqliteFailure } from "./store/sqlite-failure.ts";

/** What a copy holds; all of it was read back from the copy. */
export interface JournalBackup {
  readonly file: string;
  readonly bytes: number;
  readonly events: number;
  /** The newest event in it; 0 when there is none. */
  readonly headSeq: number;
  readonly schemaVersion: number;
}

/** Pages of 32 KiB copied at a time; between the portions an abort is noticed. */
const pagesAtOnce = 512;

/**
 * Copies a journal as it is at this moment into a new file, also while a server in another process
 * writes to it, which it does not hold up. The copy is one file with all that was acknowledged; it is
 * checked whole before it gets its name, so that there is never half a copy under it.
 *
 * While it runs, the server's write-ahead log cannot be cut short: it grows by what is taken in
 * meanwhile, and erasing a user has to be tried again.
 *
 * @param path the journal, of this version's schema or an older one.
 * @param file the copy; must not be there yet. `<file>.partial` is written first.
 * @throws {JournalError} `journal.failed` when there is no journal, `file` exists or cannot be
 *   written; `journal.version` or `journal.corrupt` of the journal or its copy.
 */
export async function backupSqliteJournal(
  path: string,
  file: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<JournalBackup> {
  if (!existsSync(path)) {
    throw new JournalError("journal.failed", `There is no journal at ${path}, so nothing was copied.`);
  }
  if (existsSync(file)) {
    throw new JournalError("journal.failed", `${file} exists already; name a file that does not.`);
  }
  const partial = `${file}.partial`;
  await claim(partial);
  try {
    await copy(path, partial, signal);
    const facts = verify(partial);
    const bytes = await sync(partial);
    signal?.throwIfAborted();
    await rename(partial, file);
    await sync(dirname(file));
    return { file, bytes, ...facts };
  } catch (error) {
    await rm(partial, { force: true });
    signal?.throwIfAborted();
    throw sqliteFailure(error, `copy the journal ${path} to ${file}`);
  }
}

/** Makes it for its owner alone: a journal holds people's workouts. */
async function claim(partial: string): Promise<void> {
  try {
    await (await open(partial, "wx", 0o600)).close();
  } catch (error) {
    const isThere = error instanceof Error && "code" in error && error.code === "EEXIST";
    const reason = isThere
      ? "it exists already. Another backup is running, or one was killed; in that case remove the file."
      : String(error);
    throw new JournalError("journal.failed", `Could not make ${partial}: ${reason}`, { cause: error });
  }
}

async function copy(path: string, partial: string, signal: AbortSignal | undefined): Promise<void> {
  const source = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
  try {
    checkSchema(source, path);
    // One snapshot for all portions: without it SQLite begins anew whenever the server commits.
    source.exec("BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1;");
    await backup(source, partial, { rate: pagesAtOnce, progress: () => signal?.throwIfAborted() });
  } finally {
    source.close();
  }
}

function verify(partial: string): Pick<JournalBackup, "events" | "headSeq" | "schemaVersion"> {
  const db = new DatabaseSync(partial);
  try {
    const schemaVersion = checkSchema(db, partial);
    // Out of WAL mode, so that the copy is one file and can be read where nothing can be written.
    db.exec("PRAGMA journal_mode = DELETE");
    const problems = db
      .prepare("PRAGMA integrity_check(3)")
      .all()
      .map(({ integrity_check }) => integrity_check);
    if (problems[0] !== "ok") {
      throw new JournalError(
        "journal.corrupt",
        `The copy does not pass SQLite's integrity check and was deleted (${problems.join("; ")}). The journal itself may be damaged; keep it, and an older copy.`,
      );
    }
    const log = db
      .prepare("SELECT (SELECT count(*) FROM events) AS events, head_seq AS headSeq FROM log")
      .get() as unknown as {
      readonly events: number;
      readonly headSeq: number;
    };
    return { ...log, schemaVersion };
  } finally {
    db.close();
  }
}

/** Sends a file or a folder to the disk. @returns its size. */
async function sync(path: string): Promise<number> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}
