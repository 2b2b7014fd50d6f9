import { fork } from "node:child_process";
import { once } from "node:events";
import { renameSync, rmSync } from "node:fs";
import { expect, it, onTestFinished } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { openSqliteJournal } from "./open-sqlite-journal.ts";

it("accepts nothing while its file is elsewhere, and goes on when it is back", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  await journal.append(makeAppend([{ key: "one" }]));
  renameSync(path, `${path}.elsewhere`);
  const error = { code: "journal.failed", message: expect.stringContaining("Put it back where it was") };
  await expect(journal.append(makeAppend([{ key: "two" }]))).rejects.toMatchObject(error);
  renameSync(`${path}.elsewhere`, path);
  expect(await journal.append(makeAppend([{ key: "two" }]))).toMatchObject([{ seq: 2, duplicate: false }]);
  await journal.close();
  const again = await openJournal({ path });
  expect((await again.read({ after: 0, limit: 9 })).map(({ key }) => key)).toEqual(["one", "two"]);
});

it("takes its lock again when that was deleted, so that others stay out", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  rmSync(`${path}.lock`);
  await journal.append(makeAppend([{ key: "one" }]));
  await expect(openSqliteJournal({ path })).rejects.toMatchObject({ code: "journal.locked" });
  await journal.close();
  await (await openJournal({ path })).close();
});

it("writes nothing more when another process came in by a deleted lock", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  await journal.append(makeAppend([{ key: "one" }]));
  rmSync(`${path}.lock`);
  const other = fork(new URL("../testdata/hold-lock.ts", import.meta.url), [path]);
  onTestFinished(() => void other.kill("SIGKILL"));
  await once(other, "message");
  await expect(journal.append(makeAppend([{ key: "two" }]))).rejects.toMatchObject({
    code: "journal.locked",
    context: { pid: other.pid },
  });
  other.kill("SIGKILL");
  await once(other, "exit");
  expect(await journal.append(makeAppend([{ key: "two" }]))).toMatchObject([{ seq: 2 }]);
});
