import { expect, it } from "vitest";
import type { Retry } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const page = { afterSeq: 0, limit: 10 };
const request = { reference: "ref", chunk: { index: 0, events: 2 } };
const failed = { attempts: 3, code: "timeout", message: "late" } as const;
const due = {
  attempts: 0,
  nextAtMs: 500,
  firstFailedAtMs: 500,
  code: "conflict",
  message: "Asked for again.",
};

it("sets retries that are due, takes back dead letters, and survives a restart", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  await journal.append(makeAppend(["a", "b", "c"].map((key) => ({ key }))));
  for (const destination of ["lake", "hook"]) await journal.openCursor(destination, "now");
  const waiting: Retry = { seq: 1, key: "a", nextAtMs: 9_000, firstFailedAtMs: 8_000, ...failed };
  const dead = { seq: 2, key: "b", deadAtMs: 9_000, ...failed, code: "rejected" } as const;
  await journal.settle("lake", { claimId: null, removeRetries: [], retries: [waiting], deadLetters: [dead] });

  const events = [{ seq: 1, request }, { seq: 2 }, { seq: 99 }];
  expect(await journal.requeue({ destinations: ["lake", "gone", "hook"], events, atMs: 500 })).toBe(4);
  await journal.close();
  const reopened = await openJournal({ path });
  const expected = [
    { seq: 1, key: "a", ...due, request },
    { seq: 2, key: "b", ...due },
  ];
  expect(await reopened.retries("lake", page)).toEqual(expected);
  expect(await reopened.retries("hook", page)).toEqual(expected);
  expect(await reopened.deadLetters("lake", page)).toEqual([]);
  expect(await reopened.destinations()).toMatchObject([
    { destination: "hook", retries: 2, deadLetters: 0 },
    { destination: "lake", retries: 2, deadLetters: 0 },
  ]);
});

it("keeps the request while the event is tried again, until another takes its place", async () => {
  const journal = await openJournal();
  await journal.append(makeAppend([{ key: "a" }]));
  await journal.openCursor("lake", "now");
  const ask = (event: object) =>
    journal.requeue({ destinations: ["lake"], events: [{ seq: 1, ...event }], atMs: 500 });
  const requestNow = async () => (await journal.retries("lake", page))[0]?.request;
  await ask({ request });
  const retry: Retry = { seq: 1, key: "a", nextAtMs: 9_000, firstFailedAtMs: 8_000, ...failed };
  await journal.settle("lake", { claimId: null, removeRetries: [], retries: [retry], deadLetters: [] });
  expect(await requestNow()).toEqual(request);
  await ask({});
  expect(await requestNow()).toEqual(request);
  await ask({ request: { reference: "newer", chunk: null } });
  expect(await requestNow()).toEqual({ reference: "newer", chunk: null });
});
