import { expect, it } from "vitest";
import type { Journal } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import type { TestEvent } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const problem = { code: "ingest.unrecognised", pointer: "/metrics", message: "metrics is not an array" };
const arrivedAtMs = 1_700_000_000_000;

/** The heads that a repaired mapper would make; `item` counts from `first`. */
function remade(events: readonly TestEvent[], first = 0) {
  return makeAppend(events).events.map((event, index) => ({ ...event, item: first + index }));
}

/** A payload of three items, of which the last two were not understood. */
async function appendOdd(journal: Journal): Promise<void> {
  const quarantine = [1, 2].map((item) => ({ item, ...problem }));
  await journal.append(makeAppend([{ key: "a" }], { quarantine }));
}

it("stores what an item has become, and takes it out of the quarantine", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  await appendOdd(journal);
  const events = [...remade([{ key: "a", content: "made anew" }]), ...remade([{ key: "b" }], 1)];
  const outcome = await journal.rerunQuarantined({ payloadId: 1, ids: [1, 2, 99], events });
  expect(outcome).toMatchObject({ resolvedIds: [1], appended: [{ seq: 2, revision: arrivedAtMs }] });
  await journal.close();

  const reopened = await openJournal({ path });
  const [first, second] = await reopened.read({ after: 0, limit: 9 });
  expect(second).toMatchObject({ key: "b", item: 1, receivedAtMs: arrivedAtMs, developer: "local-dev" });
  const payloads = await reopened.readPayloads([first?.payloadId ?? 0, second?.payloadId ?? 0]);
  expect([...payloads.values()].map(({ bytes }) => bytes.toString())).toEqual(
    Array.from({ length: 2 }, () => makeAppend([{ key: "a" }]).bytes.toString()),
  );
  expect(await reopened.findQuarantined({ limit: 9 })).toMatchObject([{ id: 2, item: 2, userId: "user-1" }]);
  expect(await reopened.stats()).toMatchObject({ events: 2, quarantined: 1 });
});

it("does not store it twice when it is asked for twice, and not what came by another way", async () => {
  const journal = await openJournal();
  await appendOdd(journal);
  const ask = (id: number, key: string) =>
    journal.rerunQuarantined({ payloadId: 1, ids: [id], events: remade([{ key }], id) });
  const [once, again] = await Promise.all([ask(1, "b"), ask(1, "b")]);
  expect([once.resolvedIds, again.resolvedIds]).toEqual([[1], []]);
  await journal.append(makeAppend([{ key: "c" }]));
  expect(await ask(2, "c")).toMatchObject({ resolvedIds: [2], appended: [{ duplicate: true }] });
  expect(await journal.stats()).toMatchObject({ events: 3, quarantined: 0 });
});

it("does not put an old copy above one that came since", async () => {
  const journal = await openJournal();
  await appendOdd(journal);
  await journal.append(makeAppend([{ key: "b", content: "newer" }], { receivedAtMs: arrivedAtMs + 1_000 }));
  await journal.rerunQuarantined({
    payloadId: 1,
    ids: [1],
    events: remade([{ key: "b", content: "older" }], 1),
  });
  const events = await journal.read({ after: 1, limit: 9 });
  expect(events.map(({ superseded }) => superseded)).toEqual([false, true]);
});

it("frees a payload of which nothing is left in quarantine", async () => {
  const journal = await openJournal();
  await journal.append(makeAppend([], { quarantine: [{ item: 0, ...problem }] }));
  await journal.append(makeAppend([], { quarantine: [{ item: 0, ...problem }], receivedAtMs: 1 }));
  await journal.rerunQuarantined({ payloadId: 1, ids: [1], events: remade([{ key: "b" }]) });
  expect(await journal.dropQuarantine([2, 99])).toBe(1);
  expect([...(await journal.readPayloads([1, 2, 3])).keys()]).toEqual([3]);
  expect(await journal.stats()).toMatchObject({ events: 1, quarantined: 0 });
});

it("leaves everything as it was when the append is refused", async () => {
  const journal = await openJournal();
  await appendOdd(journal);
  const user = { user_id: "theirs", provider: "PELOTON" };
  await journal.append(makeAppend([{ key: "x", user }], { developer: "other" }));
  const rerun = { payloadId: 1, ids: [1], events: remade([{ key: "b", user }], 1) };
  await expect(journal.rerunQuarantined(rerun)).rejects.toMatchObject({ code: "journal.foreign_user" });
  expect(await journal.countQuarantined({})).toBe(2);
  expect(await journal.stats()).toMatchObject({ events: 2, quarantined: 2 });
});

it("finds quarantined items by what is asked", async () => {
  const journal = await openJournal();
  await appendOdd(journal);
  const later = { source: "ifit", receivedAtMs: arrivedAtMs + 5 } as const;
  await journal.append(makeAppend([], { ...later, quarantine: [{ item: 0, ...problem, code: "other" }] }));
  const find = async (filter: object) =>
    (await journal.findQuarantined({ ...filter, limit: 9 })).map(({ id }) => id);
  expect(await find({ source: "ifit" })).toEqual([3]);
  expect(await find({ code: "other" })).toEqual([3]);
  expect(await find({ toMs: arrivedAtMs + 5 })).toEqual([1, 2]);
  expect(await find({ id: 2 })).toEqual([2]);
  expect(await find({ userId: "nobody" })).toEqual([]);
  expect(await find({ afterId: 2 })).toEqual([3]);
  expect(await journal.countQuarantined({ source: "peloton" })).toBe(2);
});
