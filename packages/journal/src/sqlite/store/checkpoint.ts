import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import { walBoundBytes } from "./database.ts";

/**
 * Copies the write-ahead log into the database in small portions, between commits and not inside
 * them: 8 MB take 5-12 ms (measured), where SQLite's own way is part of whichever commit comes next.
 */
export interface Checkpoint {
  /** What the write-ahead log holds that is not in the database yet, as of the last `observe`. */
  pendingBytes(): number;
  /** To be called after each commit. */
  observe(): void;
  due(): boolean;
  run(): void;
  /**
   * Copies all of it and cuts the log to nothing, so that what was deleted is not in it either.
   *
   * @throws {JournalError} `journal.failed` when a reader in another process stands in the way.
   */
  empty(): void;
}

export function createCheckpoint(db: DatabaseSync): Checkpoint {
  const observe = db.prepare("PRAGMA wal_checkpoint(NOOP)");
  const run = db.prepare("PRAGMA wal_checkpoint(PASSIVE)");
  const empty = db.prepare("PRAGMA wal_checkpoint(TRUNCATE)");
  const { page_size: pageBytes } = db.prepare("PRAGMA page_size").get() as { page_size: number };
  let pendingBytes = 0;
  let nextAtBytes = walBoundBytes;

  function note(row: unknown): void {
    const { log, checkpointed } = row as { log: number; checkpointed: number };
    pendingBytes = Math.max(log - checkpointed, 0) * pageBytes;
  }

  return {
    pendingBytes: () => pendingBytes,
    observe() {
      note(observe.get());
      nextAtBytes = Math.min(nextAtBytes, pendingBytes + walBoundBytes);
    },
    due: () => pendingBytes > nextAtBytes,
    run() {
      try {
        note(run.get());
      } catch {
        // Nothing is lost: what was not copied stays in the log, and a disk that fails fails commits too.
      }
      // Whatever stays behind (a reader in another process may need it) waits until there is more.
      nextAtBytes = pendingBytes + walBoundBytes;
    },
    empty() {
      const row = empty.get() as unknown as { readonly busy: number };
      note(row);
      nextAtBytes = pendingBytes + walBoundBytes;
      if (row.busy === 0) return;
      throw new JournalError(
        "journal.failed",
        "The write-ahead log could not be emptied, because another process reads the journal; what was deleted may still be in it. Try again.",
      );
    },
  };
}
