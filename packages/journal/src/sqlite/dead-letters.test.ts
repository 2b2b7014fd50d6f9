import { expect, it } from "vitest";
import type { DeadLetter, Journal } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const letter = (seq: number, changes: Partial<DeadLetter> = {}): DeadLetter => ({
  seq,
  key: `key-${seq}`,
  attempts: 1,
  deadAtMs: 1_000 * seq,
  code: "rejected",
  message: "no",
  ...changes,
});

async function bury(
  journal: Journal,
  destination: string,
  deadLetters: readonly DeadLetter[],
): Promise<void> {
  await journal.openCursor(destination, "now");
  await journal.settle(destination, { claimId: null, removeRetries: [], retries: [], deadLetters });
}

it("finds dead letters by what is asked, with their events, and forgets those that are dropped", async () => {
  const journal = await openJournal();
  const user = { user_id: "user-2", provider: "IFIT" };
  await journal.append(makeAppend([{ key: "a" }, { key: "b", type: "sleep" }, { key: "c", user }]));
  await bury(journal, "lake", [letter(1), letter(2), letter(3, { code: "too_large" })]);
  await bury(journal, "hook", [letter(2)]);
  const find = async (filter: object) =>
    (await journal.findDeadLetters({ ...filter, limit: 9 })).map(
      ({ destination, seq }) => `${destination} ${seq}`,
    );

  expect(await find({})).toEqual(["hook 2", "lake 1", "lake 2", "lake 3"]);
  expect(await find({ destination: "lake", after: { destination: "lake", seq: 1 } })).toEqual([
    "lake 2",
    "lake 3",
  ]);
  expect(await find({ after: { destination: "hook", seq: 2 } })).toEqual(["lake 1", "lake 2", "lake 3"]);
  expect(await find({ type: "sleep" })).toEqual(["hook 2", "lake 2"]);
  expect(await find({ code: "too_large" })).toEqual(["lake 3"]);
  expect(await find({ userId: "user-2" })).toEqual(["lake 3"]);
  expect(await find({ fromMs: 2_000, toMs: 3_000 })).toEqual(["hook 2", "lake 2"]);
  expect(await journal.findDeadLetters({ limit: 1, userId: "user-2" })).toEqual([
    {
      ...letter(3, { code: "too_large" }),
      destination: "lake",
      eventId: (await journal.readEvents([3]))[0]?.id,
      type: "activity",
      userId: "user-2",
      provider: "IFIT",
      startTime: "2026-01-02T03:04:05.000000+01:00",
      requestId: null,
    },
  ]);
  expect(await journal.countDeadLetters({ destination: "lake", code: "rejected" })).toBe(2);

  const places = ["lake", "hook"].map((destination) => ({ destination, seq: 2 }));
  expect(await journal.dropDeadLetters([...places, { destination: "lake", seq: 99 }])).toBe(2);
  expect(await find({})).toEqual(["lake 1", "lake 3"]);
  expect(await journal.destinations()).toMatchObject([{ deadLetters: 0 }, { deadLetters: 2 }]);
});

it("counts and pages through more than one look takes in", async () => {
  const journal = await openJournal();
  const seqs = Array.from({ length: 1_300 }, (_, index) => index + 1);
  await journal.append(
    makeAppend(seqs.map((seq) => ({ key: `key-${seq}`, type: seq % 600 === 0 ? "sleep" : "daily" }))),
  );
  await bury(
    journal,
    "lake",
    seqs.map((seq) => letter(seq)),
  );
  expect(await journal.countDeadLetters({})).toBe(1_300);
  expect(await journal.countDeadLetters({ type: "sleep" })).toBe(2);
  const rare = await journal.findDeadLetters({ type: "sleep", limit: 9 });
  expect(rare.map(({ seq }) => seq)).toEqual([600, 1_200]);
  const seen: number[] = [];
  for (let after = { destination: "", seq: 0 }; ;) {
    const page = await journal.findDeadLetters({ after, limit: 500 });
    seen.push(...page.map(({ seq }) => seq));
    const last = page.at(-1);
    if (last === undefined) break;
    after = last;
  }
  expect(seen).toEqual(seqs);
});

it("forgets a destination that is gone, so that what only it waited for can be pruned", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  await journal.append(makeAppend([{ key: "a" }, { key: "b" }]));
  await bury(journal, "gone", [letter(1)]);
  await journal.requeue({ destinations: ["gone"], events: [{ seq: 2 }], atMs: 1 });
  await journal.openCursor("stuck", "beginning");
  await journal.claim("stuck", { id: "1", after: 0, through: 1 });
  const prune = () => journal.prune({ beforeMs: Infinity, signal: new AbortController().signal });
  expect(await prune()).toEqual({ events: 0 });
  expect(await journal.dropCursor("stuck")).toBe(true);
  expect(await prune()).toEqual({ events: 0 });
  expect(await journal.dropCursor("gone")).toBe(true);
  expect(await journal.dropCursor("gone")).toBe(false);
  expect(await prune()).toEqual({ events: 2 });
  await journal.close();
  const reopened = await openJournal({ path });
  expect(await reopened.destinations()).toEqual([]);
  // One of the same name is a new one.
  expect(await reopened.openCursor("stuck", "beginning")).toMatchObject({ claimedThrough: 0, claims: [] });
  expect(await reopened.destinations()).toMatchObject([{ retries: 0, deadLetters: 0 }]);
});

it("remembers over a restart that an operator has paused a destination", async () => {
  const path = temporaryJournalPath();
  const journal = await openJournal({ path });
  await journal.openCursor("lake", "now");
  expect(await journal.openCursor("lake", "now")).toMatchObject({ pausedAtMs: null });
  await journal.pauseCursor("lake", 5_000);
  await journal.close();
  const reopened = await openJournal({ path });
  expect(await reopened.openCursor("lake", "now")).toMatchObject({ pausedAtMs: 5_000 });
  expect(await reopened.destinations()).toMatchObject([{ pausedAtMs: 5_000 }]);
  await reopened.pauseCursor("lake", null);
  expect(await reopened.destinations()).toMatchObject([{ pausedAtMs: null }]);
  await expect(reopened.pauseCursor("lkae", 1)).rejects.toMatchObject({ code: "journal.failed" });
});
