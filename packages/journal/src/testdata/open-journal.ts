import { onTestFinished } from "vitest";
import type { Journal } from "../journal.ts";
import { openSqliteJournal } from "../sqlite/open-sqlite-journal.ts";
import type { SqliteJournalOptions } from "../sqlite/open-sqlite-journal.ts";
import { temporaryJournalPath } from "./temporary-journal-path.ts";

/** A journal that is closed after the test; a new one unless the options name a path. */
export async function openJournal(options: Partial<SqliteJournalOptions> = {}): Promise<Journal> {
  const path = options.path ?? temporaryJournalPath();
  const journal = await openSqliteJournal({ ...options, path });
  onTestFinished(() => journal.close());
  return journal;
}
