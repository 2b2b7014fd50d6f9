import { expect, it } from "vitest";
import { temporaryJournalPath } from "../../testdata/temporary-journal-path.ts";
import { openThread } from "./open-thread.ts";
import { startJournalThread } from "./start-thread.ts";

it("fails what waits, and all that comes later, when the thread dies", async () => {
  const path = temporaryJournalPath();
  const worker = startJournalThread();
  const thread = await openThread(worker, { path, maxBytes: null }, { head: () => {}, damage: () => {} });
  const waiting = thread.call("stats", null);
  const ended = worker.terminate();
  await expect(waiting).rejects.toMatchObject({ code: "journal.failed" });
  await ended;
  await expect(thread.call("stats", null)).rejects.toMatchObject({ code: "journal.failed" });
  await thread.close();
});

it("fails to open when the thread dies before it answers", async () => {
  const path = temporaryJournalPath();
  const worker = startJournalThread();
  const opening = openThread(worker, { path, maxBytes: null }, { head: () => {}, damage: () => {} });
  const ended = worker.terminate();
  await expect(opening).rejects.toMatchObject({ code: "journal.failed" });
  await ended;
});
