import { expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";

const day = 86_400_000;
const everything = { fromMs: 0, toMs: Date.UTC(2100, 0), limit: 100 };
const ana = { developer: "local-dev", userId: "user-1", type: "activity" };

function onDay(date: number): string {
  return `2026-03-${String(date).padStart(2, "0")}T08:00:00.000000+01:00`;
}

it("answers by the items' own start, not by arrival, within the bounds asked for", async () => {
  const journal = await openJournal();
  for (const date of [4, 2, 3, 1]) {
    await journal.append(makeAppend([{ key: `w${date}`, startTime: onDay(date) }]));
  }
  const keys = async (bounds: { fromMs: number; toMs: number; limit: number }) =>
    (await journal.history({ ...ana, ...bounds })).map(({ key }) => key);
  expect(await keys(everything)).toEqual(["w1", "w2", "w3", "w4"]);
  expect(await keys({ ...everything, limit: 2 })).toEqual(["w1", "w2"]);
  const second = Date.parse(onDay(2));
  expect(await keys({ fromMs: second, toMs: second + 2 * day, limit: 9 })).toEqual(["w2", "w3"]);
});

it("answers the newest revision only, also when that one moved out of the bounds", async () => {
  const journal = await openJournal();
  await journal.append(makeAppend([{ key: "w", content: "first", startTime: onDay(1) }]));
  await journal.append(makeAppend([{ key: "w", content: "moved", startTime: onDay(9) }]));
  await journal.append(makeAppend([{ key: "w", content: "old", startTime: onDay(1), orderedAtMs: 1 }]));
  const found = await journal.history({ ...ana, ...everything });
  expect(found.map(({ seq, startTime }) => [seq, startTime])).toEqual([[2, onDay(9)]]);
  expect(await journal.history({ ...ana, ...everything, toMs: Date.parse(onDay(5)) })).toEqual([]);
});

it("keeps users, types and developers apart", async () => {
  const journal = await openJournal();
  const ben = { user_id: "user-2", provider: "IFIT" };
  await journal.append(makeAppend([{ key: "w" }, { key: "s", type: "sleep" }, { key: "b", user: ben }]));
  const keys = async (query: Partial<typeof ana>) =>
    (await journal.history({ ...ana, ...query, ...everything })).map(({ key }) => key);
  expect(await keys({})).toEqual(["w"]);
  expect(await keys({ type: "sleep" })).toEqual(["s"]);
  expect(await keys({ userId: "user-2" })).toEqual(["b"]);
  expect(await keys({ userId: "nobody" })).toEqual([]);
  expect(await keys({ developer: "somebody-else" })).toEqual([]);
});

it("takes an item without a start as starting when it arrived", async () => {
  const journal = await openJournal();
  const receivedAtMs = Date.UTC(2026, 5, 1);
  await journal.append(makeAppend([{ key: "a", type: "athlete", startTime: null }], { receivedAtMs }));
  const athlete = { ...ana, type: "athlete", limit: 10 };
  expect(await journal.history({ ...athlete, fromMs: receivedAtMs, toMs: receivedAtMs + 1 })).toHaveLength(1);
  expect(await journal.history({ ...athlete, fromMs: 0, toMs: receivedAtMs })).toEqual([]);
});

it("goes on behind a place, also among items that start at the same moment", async () => {
  const journal = await openJournal();
  for (const [key, date] of [
    ["a", 2],
    ["b", 1],
    ["c", 2],
    ["d", 3],
    ["e", 2],
  ] as const) {
    await journal.append(makeAppend([{ key, startTime: onDay(date) }]));
  }
  const pages = async () => {
    const keys: string[] = [];
    for (let after: { startMs: number; seq: number } | undefined; ;) {
      const [event] = await journal.history({ ...ana, ...everything, limit: 1, ...(after && { after }) });
      if (!event) return keys;
      keys.push(event.key);
      after = { startMs: Date.parse(event.startTime ?? ""), seq: event.seq };
    }
  };
  expect(await pages()).toEqual(["b", "a", "c", "e", "d"]);
});
