import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import type { Checkpoint } from "./checkpoint.ts";
import { walBoundBytes } from "./database.ts";

/** Keeps the journal within its configured size. Free pages inside the file count as room. */
export interface Room {
  /** Before a transaction: how much is used now. */
  measure(): void;
  /** @throws {JournalError} `journal.full` when so many bytes more would not fit. */
  take(bytes: number): void;
}

/** What an event costs besides its body: its row and its places in the indexes, rounded up. */
export const eventBytes = 700;

/**
 * @param options.maxBytes null for no limit. Held to within one commit; what the journal writes for
 *   itself (cursors, retries, indexes) is never refused.
 */
export function createRoom(
  db: DatabaseSync,
  options: { readonly path: string; readonly maxBytes: number | null; readonly checkpoint: Checkpoint },
): Room {
  const { path, maxBytes, checkpoint } = options;
  const pages = db.prepare(
    `SELECT (page_count - freelist_count) * page_size AS bytes
     FROM pragma_page_count, pragma_freelist_count, pragma_page_size`,
  );
  let usedBytes = 0;

  function measureUsed(): number {
    return (pages.get() as { bytes: number }).bytes + checkpoint.pendingBytes();
  }

  return {
    measure() {
      if (maxBytes === null) return;
      usedBytes = measureUsed();
      if (usedBytes + walBoundBytes > maxBytes && checkpoint.pendingBytes() > 0) {
        // Near the limit what is in the log as well as in the database must not count twice.
        checkpoint.run();
        usedBytes = measureUsed();
      }
    },
    take(bytes) {
      if (maxBytes === null) return;
      if (usedBytes + bytes > maxBytes) {
        throw new JournalError(
          "journal.full",
          `The journal ${path} has reached its limit: ${usedBytes} of ${maxBytes} bytes are used, ${bytes} more were asked for. Nothing was stored; raise the limit, shorten the retention, or repair the destination that is behind.`,
          { context: { usedBytes, maxBytes, bytes } },
        );
      }
      usedBytes += bytes;
    },
  };
}
