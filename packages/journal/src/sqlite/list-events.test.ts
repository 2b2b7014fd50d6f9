import { expect, it } from "vitest";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import type { EventListQuery, EventPlace, StoredEvent } from "../index.ts";

const arrivedAtMs = 1_700_000_000_000;
const ana = { user_id: "ana", provider: "PELOTON" };
const ben = { user_id: "ben", provider: "iFit" };

it("lists the newest arrivals first, by user, type, provider and time, page after page", async () => {
  const journal = await openJournal();
  const all: StoredEvent[] = [];
  for (let index = 0; index < 300; index++) {
    const user = index % 7 === 0 ? ben : ana;
    const type = index % 5 === 0 ? "sleep" : "activity";
    const key = `${index % 250}`;
    // Several arrive in the same millisecond, and some clocks go back.
    const receivedAtMs = arrivedAtMs + Math.floor(index / 4) * (index % 97 === 0 ? -1 : 1);
    await journal.append(makeAppend([{ key, type, content: `${index}`, user }], { receivedAtMs }));
  }
  all.push(...(await journal.read({ after: 0, limit: 1_000 })));
  const newestSeqs = new Map(all.map(({ key, seq }) => [key, seq]));
  const expected = (isWanted: (event: StoredEvent) => boolean) =>
    all
      .filter(isWanted)
      .sort((one, other) => other.receivedAtMs - one.receivedAtMs || other.seq - one.seq)
      .map(({ seq }) => seq);
  const list = async (filter: Omit<EventListQuery, "limit">, limit: number) => {
    const seqs: number[] = [];
    let after: EventPlace | undefined;
    do {
      const { events, next } = await journal.listEvents({ ...filter, after, limit });
      seqs.push(...events.map(({ seq }) => seq));
      after = next ?? undefined;
    } while (after !== undefined);
    return seqs;
  };

  for (const limit of [1, 7, 1_000]) {
    expect(await list({}, limit)).toEqual(expected(() => true));
    expect(await list({ type: "sleep" }, limit)).toEqual(expected(({ type }) => type === "sleep"));
    expect(await list({ provider: "ifit" }, limit)).toEqual(expected(({ user }) => user.provider === "iFit"));
    expect(await list({ userId: "ben", type: "sleep" }, limit)).toEqual(
      expected(({ user, type }) => user.user_id === "ben" && type === "sleep"),
    );
    expect(await list({ newestOnly: true }, limit)).toEqual(
      expected(({ key, seq }) => newestSeqs.get(key) === seq),
    );
    const times = { fromMs: arrivedAtMs + 10, toMs: arrivedAtMs + 20 };
    expect(await list(times, limit)).toEqual(
      expected(({ receivedAtMs: at }) => at >= times.fromMs && at < times.toMs),
    );
  }
  expect(await list({ userId: "nobody" }, 9)).toEqual([]);
  expect(await list({ type: "body" }, 9)).toEqual([]);
  expect(await list({ provider: "NOBODY" }, 9)).toEqual([]);
});

it("goes through what does not match in short looks, and misses nothing", async () => {
  const journal = await openJournal();
  const many = Array.from({ length: 6_000 }, (_, index) => ({ key: `${index}` }));
  await journal.append(makeAppend([{ key: "rare", startTime: "2020-01-01T00:00:00Z" }]));
  for (let first = 0; first < many.length; first += 1_000) {
    await journal.append(makeAppend(many.slice(first, first + 1_000)));
  }
  const found: string[] = [];
  let after: EventPlace | undefined;
  do {
    const query = { by: "item", toMs: Date.UTC(2021, 0), after, limit: 10 } as const;
    const { events, next } = await journal.listEvents(query);
    found.push(...events.map(({ key }) => key));
    after = next ?? undefined;
  } while (after !== undefined);
  expect(found).toHaveLength(1);
});
