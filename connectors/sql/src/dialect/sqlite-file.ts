import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/**
 * How long SQLite waits for another process that is writing. The wait blocks the thread, so it is
 * short; after it the batch is tried again by delivery.
 */
const busyTimeoutMs = 200;

/**
 * A batch of 500 rides has some 4 MB: it fits into the cache, and pages that every batch changes are
 * copied into the file once for several batches. Measured: a fifth more events a second.
 */
const writing = "pragma cache_size = -16000; pragma wal_autocheckpoint = 4000";

/** Opens the file for writing; makes it and its folder when they are missing. */
export function openFileForWriting(path: string): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true });
  // Readers go on while a batch is written. The setting stays in the file.
  return openFile(path, `pragma journal_mode = wal; ${writing}`);
}

/**
 * Opens the file without changing it. Where there is none yet, proves that it could be made, and
 * opens an empty database in memory in its place.
 *
 * @throws the error of `access` when the folder, or the first of its parents that exists, is not writable.
 */
export function openFileForCheck(path: string): DatabaseSync {
  if (existsSync(path)) return openFile(path);
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  // The dot makes it an error when that is a file.
  accessSync(`${folder}/.`, constants.W_OK | constants.X_OK);
  return openFile(":memory:");
}

function openFile(path: string, setting = ""): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: busyTimeoutMs });
  try {
    // What is acknowledged is on disk. In WAL mode some builds would else sync at checkpoints only.
    database.exec(`${setting}; pragma synchronous = full`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
