import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { temporaryJournalPath } from "../../testdata/temporary-journal-path.ts";
import { openThread } from "./open-thread.ts";
import type { ThreadOptions } from "./protocol.ts";

function startWorker(path: string): Worker {
  const workerData: ThreadOptions = { path, maxBytes: null };
  return new Worker(new URL("./worker.ts", import.meta.url), { workerData });
}

it("fails what waits, and all that comes later, when the thread dies", async () => {
  const path = temporaryJournalPath();
  const worker = startWorker(path);
  const thread = await openThread(worker, path, { head: () => {}, damage: () => {} });
  const waiting = thread.call("stats", null);
  const ended = worker.terminate();
  await expect(waiting).rejects.toMatchObject({ code: "journal.failed" });
  await ended;
  await expect(thread.call("stats", null)).rejects.toMatchObject({ code: "journal.failed" });
  await thread.close();
});

it("fails to open when the thread dies before it answers", async () => {
  const path = temporaryJournalPath();
  const worker = startWorker(path);
  const opening = openThread(worker, path, { head: () => {}, damage: () => {} });
  const ended = worker.terminate();
  await expect(opening).rejects.toMatchObject({ code: "journal.failed" });
  await ended;
});
