import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { migrate } from "./schema.ts";
import { sqliteFailure } from "./sqlite-failure.ts";

/**
 * Of a new file; an existing one keeps its own. Measured with bodies of 5 KB: an event takes 8.6 KB of
 * disk with pages of 8 KB and 6.1 KB with these, which are also somewhat faster.
 */
const pageBytes = 32_768;
/** Bounds resident memory; hot index pages and the ends of the logs fit. */
const cacheKibibytes = 32_768;

/** The write-ahead log is copied into the database when it holds more than this. */
export const walBoundBytes = 8_000_000;

/** Opens the journal's database for writing; makes file, folder and schema when they are new. */
export function openDatabase(path: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    db = new DatabaseSync(path, { timeout: 5_000 });
    // The page size counts only before the first write, and WAL mode is one.
    db.exec(`PRAGMA page_size = ${pageBytes}; PRAGMA journal_mode = WAL;`);
    // Of the connection, not of the file: to be said at every open. FULL is what makes a commit durable;
    // secure_delete overwrites with zeros what is deleted, which costs an append nothing (measured).
    db.exec(
      `PRAGMA synchronous = FULL;
       PRAGMA wal_autocheckpoint = 0;
       PRAGMA journal_size_limit = ${2 * walBoundBytes};
       PRAGMA cache_size = -${cacheKibibytes};
       PRAGMA temp_store = MEMORY;
       PRAGMA mmap_size = 0;
       PRAGMA secure_delete = ON;`,
    );
    migrate(db, path);
    return db;
  } catch (error) {
    db?.close();
    throw sqliteFailure(error, `open the journal ${path}`);
  }
}
