import { describe, expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { inspectSqliteJournal } from "./inspect-sqlite-journal.ts";

describe("inspecting a journal", () => {
  it("shows what is committed while the journal is open elsewhere, and does not hold it up", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    await journal.append(makeAppend([{ key: "a" }]));
    await journal.openCursor("lake", "beginning");
    const inspection = inspectSqliteJournal(path);
    expect(await inspection.stats()).toMatchObject({ headSeq: 1, events: 1, maxBytes: null, commits: 0 });
    expect(await inspection.destinations()).toEqual(await journal.destinations());

    await journal.append(makeAppend([{ key: "b" }]));
    expect(await inspection.read({ after: 0, limit: 10 })).toEqual(
      await journal.read({ after: 0, limit: 10 }),
    );
    expect(await inspection.readEvents([2])).toHaveLength(1);
    expect((await inspection.readPayloads([1])).get(1)).toEqual((await journal.readPayloads([1])).get(1));
    expect(await inspection.findUser({ userId: "user-1" })).toMatchObject({ provider: "PELOTON" });
    await inspection.close();
    await inspection.close();
  });

  it("shows a journal that nobody has open", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    await journal.append(makeAppend([{ key: "a" }]));
    await journal.close();
    const inspection = inspectSqliteJournal(path);
    expect(await inspection.read({ after: 0, limit: 10 })).toHaveLength(1);
    await inspection.close();
  });

  it("says so when there is none", () => {
    const path = temporaryJournalPath();
    expect(() => inspectSqliteJournal(path)).toThrow(`There is no journal at ${path}`);
  });
});
