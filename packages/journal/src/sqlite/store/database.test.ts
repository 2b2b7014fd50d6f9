import { expect, it, onTestFinished } from "vitest";
import { temporaryJournalPath } from "../../testdata/temporary-journal-path.ts";
import { openDatabase } from "./database.ts";

it("commits through to the disk, at every open", () => {
  const path = temporaryJournalPath();
  for (let open = 0; open < 2; open += 1) {
    const db = openDatabase(path);
    onTestFinished(() => {
      if (db.isOpen) db.close();
    });
    const settings = ["journal_mode", "synchronous", "page_size", "wal_autocheckpoint"];
    expect(settings.map((name) => Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {}))).toEqual([
      ["wal"],
      [2],
      [32_768],
      [0],
    ]);
    db.close();
  }
});
