import { describe, expect, it } from "vitest";
import type { DeadLetter, Journal, Retry } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const failure = { attempts: 2, code: "unavailable", message: "connection refused" } as const;
const nothing = { removeRetries: [], retries: [], deadLetters: [] };

async function store(journal: Journal, count: number): Promise<void> {
  await journal.append(makeAppend(Array.from({ length: count }, (_, n) => ({ key: `workout-${n}` }))));
}

function retry(seq: number): Retry {
  return { seq, key: `workout-${seq}`, nextAtMs: 9_000, firstFailedAtMs: 8_000, ...failure };
}

function deadLetter(seq: number): DeadLetter {
  return { seq, key: `workout-${seq}`, deadAtMs: 9_000, ...failure, code: "rejected" };
}

async function summary(journal: Journal, destination = "lake") {
  return (await journal.destinations()).find((one) => one.destination === destination);
}

describe("a cursor", () => {
  it("starts at the beginning or at the newest event, as asked when it is new", async () => {
    const journal = await openJournal({ clock: { now: () => 77, elapsed: () => 0, after: () => () => {} } });
    await store(journal, 3);
    const state = { status: "healthy", sinceMs: 77, code: null, message: null };
    expect(await journal.openCursor("all", "beginning")).toEqual({
      claimedThrough: 0,
      claims: [],
      state,
      pausedAtMs: null,
    });
    expect(await journal.openCursor("new", "now")).toEqual({
      claimedThrough: 3,
      claims: [],
      state,
      pausedAtMs: null,
    });
    await journal.append(makeAppend([{ key: "later" }]));
    expect(await journal.openCursor("new", "now")).toMatchObject({ claimedThrough: 3 });
  });

  it("has settled everything before the oldest open claim", async () => {
    const journal = await openJournal();
    await store(journal, 9);
    await journal.openCursor("lake", "beginning");
    await journal.claim("lake", { id: "a", after: 0, through: 3 });
    await journal.claim("lake", { id: "b", after: 3, through: 6 });
    await journal.claim("lake", { id: "c", after: 6, through: 7 });
    expect(await summary(journal)).toMatchObject({ settledThrough: 0, claimedThrough: 7 });
    await journal.settle("lake", { claimId: "b", ...nothing });
    expect(await summary(journal)).toMatchObject({ settledThrough: 0, claimedThrough: 7 });
    await journal.settle("lake", { claimId: "a", ...nothing });
    expect(await summary(journal)).toMatchObject({ settledThrough: 6, claimedThrough: 7 });
    await journal.settle("lake", { claimId: "c", ...nothing });
    expect(await summary(journal)).toMatchObject({ settledThrough: 7, claimedThrough: 7 });
  });

  it.each([
    ["reaches back", { id: "b", after: 2, through: 5 }],
    ["is empty", { id: "b", after: 3, through: 3 }],
    ["reaches past the newest event", { id: "b", after: 3, through: 10 }],
    ["has the id of an open one", { id: "a", after: 3, through: 5 }],
  ])("refuses a claim that %s", async (_name, claim) => {
    const journal = await openJournal();
    await store(journal, 9);
    await journal.openCursor("lake", "beginning");
    await journal.claim("lake", { id: "a", after: 0, through: 3 });
    await expect(journal.claim("lake", claim)).rejects.toMatchObject({ code: "journal.failed" });
    const { claims, claimedThrough } = await journal.openCursor("lake", "beginning");
    expect({ claimedThrough, ids: claims.map(({ id }) => id) }).toEqual({ claimedThrough: 3, ids: ["a"] });
  });

  it("has to be opened before it is used", async () => {
    const journal = await openJournal();
    await store(journal, 1);
    const state = { status: "paused", sinceMs: 1, code: null, message: null } as const;
    for (const use of [
      journal.claim("lake", { id: "a", after: 0, through: 1 }),
      journal.settle("lake", { claimId: null, ...nothing, retries: [retry(1)] }),
      journal.noteFailure("lake", "a", { ...failure, firstFailedAtMs: 1 }),
      journal.saveState("lake", state),
    ]) {
      await expect(use).rejects.toMatchObject({ code: "journal.failed" });
    }
  });
});

describe("a claim", () => {
  it("is open again after a restart, with its age, until it is settled", async () => {
    const path = temporaryJournalPath();
    const before = await openJournal({ path });
    await store(before, 9);
    await before.openCursor("lake", "beginning");
    await before.claim("lake", { id: "a", after: 0, through: 4 });
    await before.claim("lake", { id: "b", after: 4, through: 9 });
    await before.noteFailure("lake", "b", { ...failure, firstFailedAtMs: 5_000 });
    const state = { status: "paused", sinceMs: 6_000, code: "not_found", message: "no such bucket" } as const;
    await before.saveState("lake", state);
    await before.close();

    const after = await openJournal({ path });
    expect(await after.openCursor("lake", "now")).toEqual({
      claimedThrough: 9,
      claims: [
        { id: "a", after: 0, through: 4, attempts: 0, firstFailedAtMs: null },
        { id: "b", after: 4, through: 9, attempts: 2, firstFailedAtMs: 5_000 },
      ],
      state,
      pausedAtMs: null,
    });
    await after.settle("lake", { claimId: "a", ...nothing });
    const { claims } = await after.openCursor("lake", "now");
    expect(claims.map(({ id }) => id)).toEqual(["b"]);
  });

  it("cannot be settled twice", async () => {
    const journal = await openJournal();
    await store(journal, 2);
    await journal.openCursor("lake", "beginning");
    await journal.claim("lake", { id: "a", after: 0, through: 2 });
    await journal.settle("lake", { claimId: "a", ...nothing });
    const again = journal.settle("lake", { claimId: "a", ...nothing, retries: [retry(1)] });
    await expect(again).rejects.toMatchObject({ code: "journal.failed" });
    expect(await summary(journal)).toMatchObject({ retries: 0 });
  });
});

describe("what was not delivered", () => {
  it("is listed by destination and counted, from its first failure to its end", async () => {
    const journal = await openJournal();
    await store(journal, 5);
    for (const destination of ["lake", "other"]) await journal.openCursor(destination, "beginning");
    await journal.claim("lake", { id: "a", after: 0, through: 5 });
    const retries = [1, 2, 4].map(retry);
    await journal.settle("lake", { claimId: "a", removeRetries: [], retries, deadLetters: [deadLetter(3)] });
    expect(await journal.retries("lake", { afterSeq: 0, limit: 10 })).toEqual(retries);
    expect(await journal.retries("lake", { afterSeq: 1, limit: 1 })).toEqual([retry(2)]);
    expect(await summary(journal)).toMatchObject({ retries: 3, deadLetters: 1 });

    const later = { ...retry(2), attempts: 3, nextAtMs: 99_000 };
    await journal.settle("lake", {
      claimId: null,
      removeRetries: [1, 4],
      retries: [later],
      deadLetters: [deadLetter(4)],
    });
    expect(await journal.retries("lake", { afterSeq: 0, limit: 10 })).toEqual([later]);
    expect(await journal.deadLetters("lake", { afterSeq: 0, limit: 10 })).toEqual([3, 4].map(deadLetter));
    expect(await summary(journal)).toMatchObject({ retries: 1, deadLetters: 2 });
    expect(await journal.retries("other", { afterSeq: 0, limit: 10 })).toEqual([]);
    expect(await summary(journal, "other")).toMatchObject({ retries: 0, deadLetters: 0 });
  });
});
