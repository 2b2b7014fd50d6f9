import { expect, it } from "vitest";
import type { Journal } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const old = 1_000_000;
const recent = 2_000_000;
const beforeMs = 1_500_000;
const failed = { attempts: 1, code: "unavailable", message: "away" } as const;
const { signal } = new AbortController();

async function keysOf(journal: Journal): Promise<string[]> {
  return (await journal.read({ after: 0, limit: 10_000 })).map(({ key }) => key);
}

it("deletes old events and their payloads, and keeps recent ones", async () => {
  const journal = await openJournal();
  await journal.append(makeAppend([{ key: "a" }, { key: "b" }], { receivedAtMs: old }));
  await journal.append(makeAppend([{ key: "c" }], { receivedAtMs: recent }));
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: 2 });
  expect(await keysOf(journal)).toEqual(["c"]);
  expect([...(await journal.readPayloads([1, 2])).keys()]).toEqual([2]);
  expect(await journal.readEvents([3, 1, 2])).toHaveLength(1);
  expect(await journal.stats()).toMatchObject({ headSeq: 3, events: 1 });
});

it("keeps what a cursor has not settled, a retry or a dead letter refers to", async () => {
  const journal = await openJournal();
  for (const key of ["a", "b", "c", "d", "e"]) {
    await journal.append(makeAppend([{ key }], { receivedAtMs: old }));
  }
  await journal.openCursor("done", "now");
  await journal.openCursor("lake", "beginning");
  await journal.claim("lake", { id: "1", after: 0, through: 4 });
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: 0 });

  await journal.settle("lake", {
    claimId: "1",
    removeRetries: [],
    retries: [{ seq: 2, key: "b", nextAtMs: 1, firstFailedAtMs: 1, ...failed }],
    deadLetters: [{ seq: 3, key: "c", deadAtMs: 1, ...failed, code: "rejected" }],
  });
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: 2 });
  expect(await keysOf(journal)).toEqual(["b", "c", "e"]);
  expect([...(await journal.readPayloads([1, 2, 3, 4, 5])).keys()]).toEqual([2, 3, 5]);

  await journal.settle("lake", { claimId: null, removeRetries: [2], retries: [], deadLetters: [] });
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: 1 });
  expect(await keysOf(journal)).toEqual(["c", "e"]);
});

it("keeps a payload for its quarantined items and for its other events", async () => {
  const journal = await openJournal();
  const quarantine = [{ item: 1, code: "ingest.unrecognised", pointer: "/1", message: "odd" }];
  await journal.append(makeAppend([{ key: "a" }], { receivedAtMs: old, quarantine }));
  await journal.append(makeAppend([{ key: "b" }, { key: "c" }], { receivedAtMs: old }));
  await journal.openCursor("lake", "beginning");
  await journal.claim("lake", { id: "1", after: 0, through: 2 });
  await journal.settle("lake", { claimId: "1", removeRetries: [], retries: [], deadLetters: [] });
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: 2 });
  expect([...(await journal.readPayloads([1, 2])).keys()]).toEqual([1, 2]);
  expect(await keysOf(journal)).toEqual(["c"]);
});

it("still knows repeats, revisions and history of what it kept", async () => {
  const journal = await openJournal();
  await journal.append(makeAppend([{ key: "gone" }], { receivedAtMs: old }));
  const [kept] = await journal.append(makeAppend([{ key: "kept" }], { receivedAtMs: recent }));
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: 1 });

  expect(await journal.append(makeAppend([{ key: "kept" }]))).toEqual([{ ...kept, duplicate: true }]);
  const [gone] = await journal.append(makeAppend([{ key: "gone" }], { receivedAtMs: old }));
  expect(gone).toMatchObject({ seq: 3, revision: old, duplicate: false });
  const [newer] = await journal.append(makeAppend([{ key: "kept", content: "b" }], { receivedAtMs: recent }));
  expect(newer).toMatchObject({ seq: 4, revision: recent + 1, duplicate: false });
  const user = { developer: "local-dev", userId: "user-1", type: "activity" };
  const history = await journal.history({ ...user, fromMs: 0, toMs: Date.UTC(2100, 0), limit: 10 });
  expect(history.map(({ seq }) => seq)).toEqual([3, 4]);
});

it("does not reuse the seq of what it deleted, also after a restart", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  await journal.append(makeAppend([{ key: "a" }, { key: "b" }], { receivedAtMs: old }));
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: 2 });
  await journal.close();
  const reopened = await openJournal({ path });
  const [next] = await reopened.append(makeAppend([{ key: "c" }]));
  expect(next).toMatchObject({ seq: 3 });
});

it("works through many events in steps, between which appends go on", async () => {
  const journal = await openJournal();
  const many = Array.from({ length: 2_000 }, (_, n) => ({ key: `old-${n}` }));
  await journal.append(makeAppend(many, { receivedAtMs: old }));
  const before = (await journal.stats()).commits;
  const pruning = journal.prune({ beforeMs, signal });
  const [meanwhile] = await journal.append(makeAppend([{ key: "new" }], { receivedAtMs: recent }));
  const left = await journal.stats();
  expect(meanwhile).toMatchObject({ seq: 2_001, duplicate: false });
  expect(left.events).toBeGreaterThan(1);
  expect(await pruning).toEqual({ events: 2_000 });
  expect(await keysOf(journal)).toEqual(["new"]);
  expect((await journal.stats()).commits - before).toBeGreaterThan(5);
});

it("stops between two steps when it is told to", async () => {
  const journal = await openJournal();
  const many = Array.from({ length: 2_000 }, (_, n) => ({ key: `old-${n}` }));
  await journal.append(makeAppend(many, { receivedAtMs: old }));
  const stopping = new AbortController();
  const pruning = journal.prune({ beforeMs, signal: stopping.signal });
  stopping.abort(new Error("the server stops"));
  await expect(pruning).rejects.toThrow("the server stops");
  expect((await journal.stats()).events).toBeGreaterThan(0);
});
