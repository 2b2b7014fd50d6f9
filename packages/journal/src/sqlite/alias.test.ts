import type { EventAlias } from "@musette/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Journal } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import type { TestEvent } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const at = 1_700_000_000_000;
const inFull = (key = "08:00"): EventAlias => ({ key, rank: "full" });
const inShort = (key = "08:00"): EventAlias => ({ key, rank: "summary" });
const everything = {
  developer: "local-dev",
  type: "activity",
  fromMs: 0,
  toMs: Date.UTC(2100, 0),
  limit: 99,
};

async function send(journal: Journal, ...events: readonly TestEvent[]) {
  const appended = await journal.append(makeAppend(events));
  return appended.map(({ seq, revision, duplicate }) => ({ seq, revision, duplicate }));
}

async function keysOf(journal: Journal): Promise<string[]> {
  return (await journal.read({ after: 0, limit: 99 })).map(({ key }) => key);
}

describe("an item that is known by an alias", () => {
  it("is not stored again as a summary once it is known in full", async () => {
    const journal = await openJournal();
    const [first] = await send(journal, { key: "api", content: "a", alias: inFull() });
    const [second] = await send(journal, { key: "api", content: "b", alias: inFull() });
    expect(await send(journal, { key: "csv", alias: inShort() })).toEqual([{ ...second, duplicate: true }]);
    expect(first).toMatchObject({ seq: 1, duplicate: false });
    expect((await journal.readPayloads([3])).size).toBe(0);
    expect(await journal.stats()).toMatchObject({ events: 2, headSeq: 2 });
  });

  it("takes the place of a summary that came first, as its newer revision, and keeps it", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    await send(journal, { key: "csv", alias: inShort() });
    const [full] = await send(journal, { key: "api", content: "a", alias: inFull(), orderedAtMs: 5 });
    expect(full).toEqual({ seq: 2, revision: at + 1, duplicate: false });
    expect(await send(journal, { key: "api", content: "a", alias: inFull(), orderedAtMs: 5 })).toEqual([
      { ...full, duplicate: true },
    ]);
    await journal.close();
    const reopened = await openJournal({ path });
    // Its start was corrected, so its alias is another; the item is the same.
    const [later] = await send(reopened, {
      key: "api",
      content: "b",
      alias: inFull("08:01"),
      orderedAtMs: 6,
    });
    expect(later).toEqual({ seq: 3, revision: at + 2, duplicate: false });
    expect(await send(reopened, { key: "csv", alias: inShort() })).toEqual([{ ...later, duplicate: true }]);
    expect(await keysOf(reopened)).toEqual(["csv", "csv", "csv"]);
    const history = await reopened.history({ ...everything, userId: "user-1" });
    expect(history.map(({ seq, superseded }) => [seq, superseded])).toEqual([[3, false]]);
  });

  it("goes on under its own key when it is known by that already", async () => {
    const journal = await openJournal();
    await send(journal, { key: "api", content: "a" });
    await send(journal, { key: "csv", alias: inShort() });
    await send(journal, { key: "api", content: "b", alias: inFull() });
    expect(await keysOf(journal)).toEqual(["api", "csv", "api"]);
    const [repeat] = await send(journal, { key: "csv", content: "newer", alias: inShort() });
    expect(repeat).toMatchObject({ seq: 3, duplicate: true });
  });

  it("is not confused with another that started at the same moment", async () => {
    const journal = await openJournal();
    await send(journal, { key: "csv 1", alias: inShort() }, { key: "csv 2", alias: inShort() });
    await send(journal, { key: "api 1", alias: inFull() }, { key: "api 2", alias: inFull() });
    await send(journal, { key: "api 3", alias: inFull() });
    expect(await keysOf(journal)).toEqual(["csv 1", "csv 2", "csv 1", "csv 2", "api 3"]);
  });

  it("is found in its own payload, whatever comes first there", async () => {
    const journal = await openJournal();
    const full = { key: "api", alias: inFull() };
    const summary = { key: "csv", alias: inShort() };
    const shortFirst = await send(journal, summary, full, { ...full, content: "b" }, summary);
    expect(shortFirst.map(({ seq, duplicate }) => [seq, duplicate])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [3, true],
    ]);
    const other = { user_id: "user-2", provider: "PELOTON" };
    const fullFirst = await send(journal, { ...full, key: "x", user: other }, { ...summary, user: other });
    expect(fullFirst.map(({ seq, duplicate }) => [seq, duplicate])).toEqual([
      [4, false],
      [4, true],
    ]);
    expect(await keysOf(journal)).toEqual(["csv", "csv", "csv", "x"]);
  });

  it("is one person's", async () => {
    const journal = await openJournal();
    await send(journal, { key: "api", alias: inFull() });
    const user = { user_id: "user-2", provider: "PELOTON" };
    await send(journal, { key: "csv", alias: inShort(), user });
    expect(await keysOf(journal)).toEqual(["api", "csv"]);
  });

  it("is forgotten with its user", async () => {
    const journal = await openJournal();
    await send(journal, { key: "csv", alias: inShort() });
    await send(journal, { key: "api", alias: inFull() });
    await journal.eraseUser({ userId: "user-1", keep: [] });
    await send(journal, { key: "api", alias: inFull() });
    expect(await keysOf(journal)).toEqual(["api"]);
  });
});

const workout = fc.record({
  number: fc.nat(3),
  content: fc.constantFrom("a", "b"),
  rank: fc.constantFrom("full" as const, "summary" as const),
});
const action = fc.oneof(
  { weight: 8, arbitrary: fc.array(workout, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant("reopen" as const) },
);

it("never shows a workout twice that both sources bring, nor the short account of it instead", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 20 }), async (actions) => {
      const path = temporaryJournalPath();
      let journal = await openJournal({ path });
      const seen = new Map<number, ReadonlySet<string>>();
      for (const workouts of actions) {
        if (workouts === "reopen") {
          await journal.close();
          journal = await openJournal({ path });
          continue;
        }
        const events = workouts.map(({ number, content, rank }) => {
          seen.set(number, new Set([...(seen.get(number) ?? []), rank]));
          return { key: `${rank} ${number}`, content, alias: { key: `${number}`, rank } };
        });
        await send(journal, ...events);
      }
      const shown = await journal.history({ ...everything, userId: "user-1" });
      expect(shown).toHaveLength(seen.size);
      const rows = shown.map(({ item, payloadId }) => ({ item, payloadId }));
      const payloads = await journal.readPayloads(rows.map(({ payloadId }) => payloadId));
      const isFull = rows.map(({ item, payloadId }) => {
        const stored = JSON.parse(new TextDecoder().decode(payloads.get(payloadId)?.bytes)) as TestEvent[];
        return stored[item]?.alias?.rank === "full";
      });
      const knownInFull = [...seen.values()].filter((ranks) => ranks.has("full")).length;
      expect(isFull.filter(Boolean)).toHaveLength(knownInFull);
      await journal.close();
    }),
    { numRuns: 25 },
  );
});
