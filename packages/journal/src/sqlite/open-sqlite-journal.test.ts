import { linkSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { openSqliteJournal } from "./open-sqlite-journal.ts";

describe("opening a journal", () => {
  it("makes the folder, and finds everything again the next time", async () => {
    const path = join(dirname(temporaryJournalPath()), "data", "deep", "journal.db");
    const first = await openJournal({ path });
    await first.append(makeAppend([{ key: "a" }, { key: "b" }]));
    await first.close();
    const second = await openJournal({ path });
    expect(await second.stats()).toMatchObject({ headSeq: 2, events: 2 });
    const [repeat] = await second.append(makeAppend([{ key: "a" }]));
    expect(repeat).toMatchObject({ seq: 1, duplicate: true });
  });

  it("fails while another has it open, naming the process, and works once that one is closed", async () => {
    const path = temporaryJournalPath();
    const holder = await openJournal({ path });
    await expect(openSqliteJournal({ path })).rejects.toMatchObject({
      code: "journal.locked",
      context: { pid: process.pid },
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await holder.append(makeAppend([{}]));
    await holder.close();
    expect(await (await openJournal({ path })).stats()).toMatchObject({ events: 1 });
  });

  it("fails under a symbolic link too while another has it open", async () => {
    const path = temporaryJournalPath();
    const link = `${path}-link`;
    symlinkSync(path, link);
    await openJournal({ path });
    await expect(openSqliteJournal({ path: link })).rejects.toMatchObject({
      code: "journal.locked",
      context: { pid: process.pid },
    });
  });

  it("takes a symbolic link that dangled when it was opened for the file that it leads to", async () => {
    const path = temporaryJournalPath();
    const link = `${path}-link`;
    symlinkSync(basename(path), link);
    await openJournal({ path: link });
    await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: "journal.locked" });
  });

  it("refuses links in a circle, and a file with another name, until that is gone", async () => {
    const path = temporaryJournalPath();
    symlinkSync(path, path);
    await expect(openSqliteJournal({ path })).rejects.toThrow("symbolic link");
    rmSync(path);
    await (await openJournal({ path })).close();
    linkSync(path, `${path}-name`);
    await expect(openSqliteJournal({ path })).rejects.toThrow("2 names (hard links)");
    rmSync(`${path}-name`);
    await openJournal({ path });
  });

  it("refuses a file that is no database, and leaves it as it is", async () => {
    const path = temporaryJournalPath();
    writeFileSync(path, "a shopping list that is longer than one header of SQLite".repeat(20));
    await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: "journal.corrupt" });
    // The lock was given back.
    await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: "journal.corrupt" });
  });

  it("refuses another program's database", async () => {
    const path = temporaryJournalPath();
    const db = new DatabaseSync(path);
    db.exec("CREATE TABLE recipes (name TEXT)");
    db.close();
    await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: "journal.corrupt" });
  });

  it("refuses a journal that a newer Musette wrote", async () => {
    const path = temporaryJournalPath();
    await (await openJournal({ path })).close();
    const db = new DatabaseSync(path);
    db.exec("PRAGMA user_version = 99");
    db.close();
    await expect(openSqliteJournal({ path })).rejects.toMatchObject({
      code: "journal.version",
      message: expect.stringContaining("99"),
    });
  });

  it("says what to do when the path cannot be opened", async () => {
    const path = temporaryJournalPath();
    mkdirSync(path);
    await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: "journal.failed" });
  });
});

describe("closing a journal", () => {
  it("finishes what was accepted and refuses what comes later", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    const accepted = [1, 2, 3].map((n) => journal.append(makeAppend([{ key: `w${n}` }])));
    const closing = journal.close();
    await expect(journal.append(makeAppend([{ key: "late" }]))).rejects.toMatchObject({
      code: "journal.closed",
    });
    expect(await Promise.all(accepted)).toHaveLength(3);
    await closing;
    await journal.close();
    await expect(journal.stats()).rejects.toMatchObject({ code: "journal.closed" });
    expect((await (await openJournal({ path })).stats()).events).toBe(3);
  });
});
