import { expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";

const arrivedAtMs = 1_700_000_000_000;

it("finds events by user, type, provider, id and time, whole or only the newest of each item", async () => {
  const journal = await openJournal();
  const user = { user_id: "user-2", provider: "iFit" };
  await journal.append(
    makeAppend([
      { key: "a", startTime: "2026-03-01T00:00:00Z" },
      { key: "b", type: "sleep" },
    ]),
  );
  await journal.append(makeAppend([{ key: "a", content: "newer" }], { receivedAtMs: arrivedAtMs + 10 }));
  await journal.append(makeAppend([{ key: "c", user, startTime: null }], { receivedAtMs: arrivedAtMs + 20 }));
  const find = async (filter: object) =>
    (await journal.findEvents({ ...filter, limit: 9 })).map(({ seq }) => seq);

  expect(await find({})).toEqual([1, 2, 3, 4]);
  expect(await find({ newestOnly: true })).toEqual([2, 3, 4]);
  expect(await find({ newestOnly: true, afterSeq: 2, throughSeq: 3 })).toEqual([3]);
  expect(await find({ type: "sleep" })).toEqual([2]);
  expect(await find({ userId: "user-2" })).toEqual([4]);
  expect(await find({ userId: "nobody" })).toEqual([]);
  expect(await find({ provider: "IFIT" })).toEqual([4]);
  expect(await find({ fromMs: arrivedAtMs + 10, toMs: arrivedAtMs + 20 })).toEqual([3]);
  const march = { by: "item", fromMs: Date.UTC(2026, 2), toMs: Date.UTC(2026, 3) };
  expect(await find(march)).toEqual([1]);
  // An item without a start counts as starting when it arrived.
  expect(await find({ by: "item", toMs: Date.UTC(2025, 0) })).toEqual([4]);
  const [third] = await journal.readEvents([3]);
  expect(await find({ id: third?.id })).toEqual([3]);
  expect(await journal.countEvents({ type: "activity", newestOnly: true })).toBe(2);
});

it("counts and pages through more than one look takes in, over gaps", async () => {
  const journal = await openJournal();
  const keys = Array.from({ length: 2_500 }, (_, index) => ({ key: `${index}` }));
  await journal.append(makeAppend(keys));
  await journal.append(makeAppend([{ key: "late", type: "sleep" }], { receivedAtMs: arrivedAtMs + 10 }));
  await journal.prune({ beforeMs: arrivedAtMs + 1, signal: new AbortController().signal });
  await journal.append(makeAppend(keys.slice(0, 1_500)));
  expect(await journal.countEvents({})).toBe(1_501);
  expect(await journal.countEvents({ type: "sleep" })).toBe(1);
  const first = await journal.findEvents({ limit: 1_200 });
  const rest = await journal.findEvents({ afterSeq: first.at(-1)?.seq ?? 0, limit: 1_200 });
  expect([...first, ...rest].map(({ seq }) => seq)).toEqual(
    Array.from({ length: 1_501 }, (_, index) => 2_501 + index),
  );
});
