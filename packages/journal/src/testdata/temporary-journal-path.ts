import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Where a journal may be made in a folder that is gone after the test. */
export function temporaryJournalPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "musette-journal-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "journal.db");
}
