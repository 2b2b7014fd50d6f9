import { noUserId } from "@musette/core";
import { describe, expect, it } from "vitest";
import type { Journal } from "../journal.ts";
import { textsOnDisk } from "../testdata/bytes-on-disk.ts";
import { makeAppend } from "../testdata/make-append.ts";
import { openJournal } from "../testdata/open-journal.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";

const ana = { user_id: "user-of-ana", provider: "PELOTON", reference_id: "reference-of-ana" };
const ben = { user_id: "user-of-ben", provider: "PELOTON", reference_id: "reference-of-ben" };
const everything = {
  developer: "local-dev",
  type: "activity",
  fromMs: 0,
  toMs: Date.UTC(2100, 0),
  limit: 999,
};
const page = { afterSeq: 0, limit: 999 };
const problem = { item: 1, code: "ingest.unrecognised", pointer: "/1", message: "odd" };

/** One workout, in a payload that says so. */
async function ride(journal: Journal, user: typeof ana, n: number, quarantined = false): Promise<number> {
  const key = `activity:${user.user_id}:PELOTON:${n}`;
  const entry = makeAppend([{ key, user }], {
    bytes: new TextEncoder().encode(`{"ride":"${n} of ${user.user_id}"}`.repeat(n % 3 === 0 ? 300 : 1)),
    context: { userId: user.user_id, referenceId: user.reference_id, orderedAtMs: null },
    quarantine: quarantined ? [problem] : [],
  });
  const [appended] = await journal.append(entry);
  return appended?.seq ?? 0;
}

async function seqsOf(journal: Journal, userId: string): Promise<number[]> {
  return (await journal.history({ ...everything, userId })).map(({ seq }) => seq);
}

describe("erasing a user", () => {
  it("leaves nothing of it and everything of the others, and counts right", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    await journal.openCursor("lake", "beginning");
    for (let n = 0; n < 300; n += 1) await ride(journal, n % 3 === 0 ? ben : ana, n, n < 10);
    expect(await journal.eraseUser({ userId: ana.user_id, keep: [] })).toEqual({
      events: 200,
      payloads: 200,
    });

    expect(await journal.findUser({ userId: ana.user_id })).toBeUndefined();
    expect(await seqsOf(journal, ana.user_id)).toEqual([]);
    const left = await journal.read({ after: 0, limit: 999 });
    expect(left.map(({ user }) => user.user_id)).toEqual(left.map(() => ben.user_id));
    expect(await seqsOf(journal, ben.user_id)).toEqual(left.map(({ seq }) => seq));
    expect((await journal.readPayloads(left.map(({ payloadId }) => payloadId))).size).toBe(100);
    expect(await journal.quarantined({ afterId: 0, limit: 99 })).toHaveLength(4);
    const counts = { events: 100, quarantined: 4, headSeq: 300 };
    expect(await journal.stats()).toMatchObject(counts);
    await journal.close();
    const reopened = await openJournal({ path });
    expect(await reopened.stats()).toMatchObject(counts);
    expect(await seqsOf(reopened, ben.user_id)).toHaveLength(100);
  });

  it("takes retries, dead letters, quarantine, connection and sessions with it", async () => {
    const journal = await openJournal();
    await journal.openCursor("lake", "beginning");
    const seqs = [await ride(journal, ana, 1), await ride(journal, ana, 2), await ride(journal, ben, 3)];
    const failed = { attempts: 1, key: "k", code: "rejected", message: "no" } as const;
    await journal.settle("lake", {
      claimId: null,
      removeRetries: [],
      retries: seqs.map((seq) => ({ seq, ...failed, nextAtMs: 1, firstFailedAtMs: 1 })),
      deadLetters: seqs.map((seq) => ({ seq, ...failed, deadAtMs: 1 })),
    });
    const context = { userId: ana.user_id, referenceId: null, orderedAtMs: null };
    await journal.append(makeAppend([], { context, quarantine: [problem] }));
    // Terra's payloads name their user themselves.
    for (const { user_id } of [ana, ben]) {
      const bytes = new TextEncoder().encode(`{"user": {"user_id" :\n"${user_id}"}, "data": 7}`);
      const unnamed = { userId: null, referenceId: null, orderedAtMs: null };
      await journal.append(
        makeAppend([], { source: "terra", context: unnamed, bytes, quarantine: [problem] }),
      );
    }
    for (const { user_id, reference_id } of [ana, ben]) {
      await journal.saveConnection({
        userId: user_id,
        source: "peloton",
        sealed: new Uint8Array(4),
        savedAtMs: 1,
      });
      const session = {
        kind: "widget",
        developer: "local-dev",
        expiresAtMs: Date.now(),
        usedAtMs: null,
      } as const;
      await journal.saveSession({ ...session, digest: user_id, data: { user: { id: user_id } } });
      await journal.saveSession({ ...session, digest: reference_id, data: { reference_id } });
      await journal.saveSession({
        ...session,
        developer: "x",
        digest: `x ${user_id}`,
        data: { reference_id },
      });
    }
    await journal.eraseUser({ userId: ana.user_id, keep: [] });

    expect((await journal.retries("lake", page)).map(({ seq }) => seq)).toEqual([3]);
    expect((await journal.deadLetters("lake", page)).map(({ seq }) => seq)).toEqual([3]);
    expect(await journal.destinations()).toMatchObject([{ retries: 1, deadLetters: 1 }]);
    expect((await journal.quarantined({ afterId: 0, limit: 9 })).map(({ payloadId }) => payloadId)).toEqual([
      6,
    ]);
    expect(await journal.stats()).toMatchObject({ events: 1, quarantined: 1 });
    const sessions = [ana, ben].flatMap((user) => [user.user_id, user.reference_id, `x ${user.user_id}`]);
    const found = await Promise.all(sessions.map((digest) => journal.findSession(digest)));
    expect(found.map((session) => session !== undefined)).toEqual([false, false, true, true, true, true]);
    expect(await journal.findConnection(ana.user_id)).toBeUndefined();
    expect(await journal.findConnection(ben.user_id)).toBeDefined();
  });

  it("keeps what still has to be delivered, with its payload, and shows it to nobody else", async () => {
    const journal = await openJournal();
    await journal.openCursor("lake", "beginning");
    await ride(journal, ana, 1);
    const kept = await ride(journal, ana, 2);
    expect(await journal.eraseUser({ userId: ana.user_id, keep: [kept] })).toEqual({
      events: 1,
      payloads: 1,
    });
    const stored = await journal.read({ after: 0, limit: 9 });
    expect(stored.map(({ seq }) => seq)).toEqual([kept]);
    expect((await journal.readPayloads([2])).size).toBe(1);

    const carl = { ...ana, user_id: "user-of-carl" };
    for (const user of [carl, ana]) await ride(journal, user, 9);
    expect(await seqsOf(journal, carl.user_id)).toEqual([3]);
    expect(await seqsOf(journal, ana.user_id)).toEqual([4]);
    await journal.claim("lake", { id: "all", after: 0, through: 4 });
    await journal.settle("lake", { claimId: "all", removeRetries: [], retries: [], deadLetters: [] });
    const { signal } = new AbortController();
    expect(await journal.prune({ beforeMs: Number.MAX_SAFE_INTEGER, signal })).toEqual({ events: 3 });
    expect(await journal.stats()).toMatchObject({ events: 0 });
  });

  it("lets a claim pass over what is gone, and records nothing of it", async () => {
    const journal = await openJournal();
    await journal.openCursor("lake", "beginning");
    for (const [index, user] of [ana, ben, ana].entries()) await ride(journal, user, index);
    await journal.claim("lake", { id: "batch", after: 0, through: 3 });
    await journal.eraseUser({ userId: ana.user_id, keep: [] });
    expect((await journal.read({ after: 0, through: 3, limit: 9 })).map(({ seq }) => seq)).toEqual([2]);
    const failed = { attempts: 1, key: "k", code: "timeout", message: "late" } as const;
    await journal.settle("lake", {
      claimId: "batch",
      removeRetries: [],
      retries: [1, 2].map((seq) => ({ seq, ...failed, nextAtMs: 1, firstFailedAtMs: 1 })),
      deadLetters: [{ seq: 3, ...failed, deadAtMs: 1 }],
    });
    expect(await journal.destinations()).toMatchObject([{ settledThrough: 3, retries: 1, deadLetters: 0 }]);
    expect(await journal.requeue({ destinations: ["lake"], events: [{ seq: 1 }], atMs: 1 })).toBe(0);
  });

  it("forgets the identity of what was erased: sent again it is new", async () => {
    const journal = await openJournal();
    const seq = await ride(journal, ana, 1);
    await journal.eraseUser({ userId: ana.user_id, keep: [] });
    expect(await ride(journal, ana, 1)).toBe(seq + 1);
    expect(await journal.findUser({ userId: ana.user_id })).toMatchObject({ developer: "local-dev" });
  });

  it("may be asked of one who is not there, but not of nobody", async () => {
    const journal = await openJournal();
    const nothing = { events: 0, payloads: 0 };
    expect(await journal.eraseUser({ userId: "who", keep: [] })).toEqual(nothing);
    await expect(journal.eraseUser({ userId: noUserId, keep: [] })).rejects.toMatchObject({
      code: "journal.failed",
    });
  });

  it("stops at nothing when events of the user go on arriving", async () => {
    const journal = await openJournal();
    for (let n = 0; n < 300; n += 1) await ride(journal, ana, n);
    const erasing = journal.eraseUser({ userId: ana.user_id, keep: [] });
    await ride(journal, ana, 1_000);
    const { events } = await erasing;
    const left = await seqsOf(journal, ana.user_id);
    expect(events + left.length).toBe(301);
    expect((await journal.stats()).events).toBe(left.length);
    expect((await journal.findUser({ userId: ana.user_id })) !== undefined).toBe(left.length > 0);
  });
});

describe("the files of a journal", () => {
  it("hold no byte of an erased user, whatever became of its data before", async () => {
    const path = temporaryJournalPath();
    const journal = await openJournal({ path });
    await journal.openCursor("lake", "beginning");
    const many = Array.from({ length: 400 }, (_, n) => ({ ...ben, user_id: `user-${n}-of-ben` }));
    for (const [n, other] of many.entries()) {
      await ride(journal, other, n);
      const renamed = { ...ana, reference_id: `${ana.reference_id}-${n}` };
      const seq = await ride(journal, n % 2 === 0 ? renamed : ana, n, n % 5 === 0);
      const failed = { attempts: n, key: `key of ${ana.user_id}`, code: "timeout" } as const;
      const retry = { ...failed, seq, nextAtMs: n, firstFailedAtMs: 1, message: `late ${ana.user_id}` };
      const settlement = { claimId: null, removeRetries: [], deadLetters: [] };
      await journal.settle("lake", { ...settlement, retries: [retry] });
      if (n % 3 > 0) continue;
      await journal.settle("lake", { ...settlement, retries: [{ ...retry, message: "again" }] });
      await journal.settle("lake", { ...settlement, retries: [], removeRetries: [seq] });
    }
    await journal.saveUser({ userId: ana.user_id, scopes: "scopes of ana", atMs: 1 });
    const texts = ["user-of-ana", "reference-of-ana", "scopes of ana", "7 of user-of-ana"];
    expect(textsOnDisk(path, texts)).toEqual(texts);

    const { signal } = new AbortController();
    await journal.claim("lake", { id: "half", after: 0, through: 400 });
    await journal.settle("lake", { claimId: "half", removeRetries: [], retries: [], deadLetters: [] });
    await journal.prune({ beforeMs: Number.MAX_SAFE_INTEGER, signal });
    await journal.eraseUser({ userId: ana.user_id, keep: [] });
    expect(textsOnDisk(path, texts)).toEqual([]);
    expect(textsOnDisk(path, ["user-399-of-ben"])).toHaveLength(1);
    await journal.close();
    expect(textsOnDisk(path, texts)).toEqual([]);
  });
});
