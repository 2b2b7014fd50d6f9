import { copyFileSync, existsSync } from "node:fs";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Journal } from "../journal.ts";
import { newModel, userOf, type Model } from "../testdata/journal-model.ts";
import { makeAppend } from "../testdata/make-append.ts";
import type { TestEvent } from "../testdata/make-append.ts";
import { operatorSteps } from "../testdata/operator-steps.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { openSqliteJournal } from "./open-sqlite-journal.ts";

type Step =
  | { readonly kind: "append"; readonly events: readonly TestEvent[] }
  | { readonly kind: "claim"; readonly length: number }
  | { readonly kind: "settle"; readonly pick: number; readonly fate: "delivered" | "retry" | "dead" }
  | { readonly kind: "fail"; readonly pick: number }
  | { readonly kind: "requeue"; readonly seq: number }
  | { readonly kind: "bury"; readonly seq: number }
  | { readonly kind: "exhume"; readonly seq: number }
  | { readonly kind: "quarantine"; readonly userId: string }
  | { readonly kind: "rerun"; readonly id: number }
  | { readonly kind: "dropQuarantine"; readonly id: number }
  | { readonly kind: "forget" }
  | { readonly kind: "erase"; readonly userId: string; readonly keepNewest: boolean }
  | { readonly kind: "prune" }
  | { readonly kind: "reopen" }
  | { readonly kind: "crash" };

const userIds = ["u1", "u2"];

const testEvent = fc.record({
  key: fc.constantFrom("u1 a", "u1 b", "u2 a", "u2 b"),
  content: fc.constantFrom("a", "b"),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("append" as const),
      events: fc.array(testEvent, { maxLength: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("claim" as const), length: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("settle" as const),
      pick: fc.nat(9),
      fate: fc.constantFrom("delivered", "retry", "dead"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("fail" as const), pick: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("requeue" as const), seq: fc.nat(40) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("bury" as const), seq: fc.nat(40) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("exhume" as const), seq: fc.nat(40) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("quarantine" as const), userId: fc.constantFrom(...userIds) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("rerun" as const), id: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("dropQuarantine" as const),
      id: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "forget" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("erase" as const),
      userId: fc.constantFrom(...userIds),
      keepNewest: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "prune" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "reopen" as const }) },
  { weight: 2, arbitrary: fc.constant({ kind: "crash" as const }) },
);

async function append(journal: Journal, model: Model, events: readonly TestEvent[]): Promise<void> {
  model.nowMs += 10;
  const ofUser = (event: TestEvent) => ({ user_id: userOf(event.key ?? ""), provider: "PELOTON" });
  const withUsers = events.map((event) => ({ ...event, user: ofUser(event) }));
  const entry = makeAppend(withUsers, { receivedAtMs: model.nowMs });
  const expected = entry.events.map(({ id, key }) => {
    const same = model.events.findLast((event) => event.id === id);
    if (same) return { id, seq: same.seq, duplicate: true };
    model.headSeq += 1;
    model.events.push({ seq: model.headSeq, id, key, receivedAtMs: model.nowMs, userId: userOf(key) });
    return { id, seq: model.headSeq, duplicate: false };
  });
  expect(await journal.append(entry)).toMatchObject(expected);
}

async function claim(journal: Journal, model: Model, length: number): Promise<void> {
  const after = model.claimedThrough;
  const through = Math.min(after + length, model.headSeq);
  if (through === after) return;
  const claim = { id: `${after}-${through}`, after, through };
  model.claims.push({ ...claim, attempts: 0, firstFailedAtMs: null });
  model.claimedThrough = through;
  await journal.claim("lake", claim);
}

const refusal = { attempts: 2, code: "timeout", message: "too late" } as const;

async function settle(
  journal: Journal,
  model: Model,
  { pick, fate }: Extract<Step, { kind: "settle" }>,
): Promise<void> {
  const [settled] = model.claims.splice(pick % Math.max(model.claims.length, 1), 1);
  if (!settled) return;
  const { after, through } = settled;
  // Also those that are gone: nothing may be recorded of them.
  const seqs = Array.from({ length: through - after }, (_, place) => after + 1 + place);
  const { nowMs } = model;
  await journal.settle("lake", {
    claimId: settled.id,
    removeRetries: [],
    retries: seqs
      .filter(() => fate === "retry")
      .map((seq) => ({ seq, key: "any", ...refusal, nextAtMs: nowMs, firstFailedAtMs: nowMs })),
    deadLetters: seqs
      .filter(() => fate === "dead")
      .map((seq) => ({ seq, key: "any", ...refusal, deadAtMs: nowMs })),
  });
  for (const { seq } of model.events) {
    if (seq <= after || seq > through) continue;
    if (fate === "retry") model.retries.add(seq);
    if (fate === "dead") model.deadLetters.add(seq);
  }
}

async function fail(journal: Journal, model: Model, pick: number): Promise<void> {
  const claim = model.claims[pick % Math.max(model.claims.length, 1)];
  if (!claim) return;
  claim.attempts += 1;
  claim.firstFailedAtMs ??= model.nowMs;
  const { attempts, firstFailedAtMs } = claim;
  await journal.noteFailure("lake", claim.id, { ...refusal, attempts, firstFailedAtMs });
}

/** Copies the files as a kill at this moment would leave them, while the journal is open. */
function copyAsKilled(path: string, to: string): void {
  for (const suffix of ["", "-wal", ".head"]) {
    if (existsSync(path + suffix)) copyFileSync(path + suffix, to + suffix);
  }
}

async function requeue(journal: Journal, model: Model, seq: number): Promise<void> {
  const isThere = model.events.some((event) => event.seq === seq);
  if (isThere) model.retries.add(seq);
  if (isThere) model.deadLetters.delete(seq);
  const asked = { destinations: ["lake", "unknown"], events: [{ seq }], atMs: model.nowMs };
  expect(await journal.requeue(asked)).toBe(isThere ? 1 : 0);
}

async function erase(
  journal: Journal,
  model: Model,
  { userId, keepNewest }: Extract<Step, { kind: "erase" }>,
): Promise<void> {
  const theirs = model.events.filter((event) => event.userId === userId).map(({ seq }) => seq);
  const keep = keepNewest ? theirs.slice(-1) : [];
  const gone = new Set(theirs.filter((seq) => !keep.includes(seq) && !model.orphans.has(seq)));
  expect(await journal.eraseUser({ userId, keep })).toMatchObject({ events: gone.size });
  model.events = model.events.filter(({ seq }) => !gone.has(seq));
  model.retries = model.retries.difference(gone);
  model.deadLetters = model.deadLetters.difference(gone);
  // What was kept belongs to nobody any more.
  for (const seq of keep) model.orphans.add(seq);
}

function settledThrough(model: Model): number {
  return Math.min(model.claimedThrough, ...model.claims.map(({ after }) => after));
}

async function prune(journal: Journal, model: Model): Promise<void> {
  const beforeMs = model.nowMs - 20;
  const settled = settledThrough(model);
  const kept = model.events.filter(
    ({ receivedAtMs, seq }) =>
      receivedAtMs >= beforeMs || seq > settled || model.retries.has(seq) || model.deadLetters.has(seq),
  );
  const { signal } = new AbortController();
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: model.events.length - kept.length });
  model.events = kept;
}

async function compare(journal: Journal, model: Model): Promise<void> {
  const stored = await journal.read({ after: 0, limit: 1_000 });
  expect(
    stored.map(({ seq, id, key, receivedAtMs, user }) => ({
      seq,
      id,
      key,
      receivedAtMs,
      userId: user.user_id,
    })),
  ).toEqual(model.events);
  const payloads = await journal.readPayloads(stored.map(({ payloadId }) => payloadId));
  expect(stored.filter(({ payloadId }) => !payloads.has(payloadId))).toEqual([]);
  const revisions = new Map<string, number>();
  for (const { key, revision } of stored) {
    expect(revision).toBeGreaterThan(revisions.get(key) ?? 0);
    revisions.set(key, revision);
  }
  for (const userId of userIds) await compareUser(journal, model, userId);
  const retries = await journal.retries("lake", { afterSeq: 0, limit: 1_000 });
  expect(new Set(retries.map(({ seq }) => seq))).toEqual(model.retries);
  const letters = await journal.findDeadLetters({ limit: 1_000 });
  expect(new Set(letters.map(({ seq }) => seq))).toEqual(model.deadLetters);
  const waiting = await journal.findQuarantined({ limit: 1_000 });
  expect(waiting.map(({ id }) => id)).toEqual([...model.quarantine.keys()]);
  expect((await journal.readPayloads(waiting.map(({ payloadId }) => payloadId))).size).toBe(waiting.length);
  const { claimedThrough, claims } = await journal.openCursor("lake", "beginning");
  expect(claimedThrough).toBe(model.claimedThrough);
  expect(claims).toEqual(model.claims);
  expect(await journal.destinations()).toMatchObject([
    {
      settledThrough: settledThrough(model),
      retries: model.retries.size,
      deadLetters: model.deadLetters.size,
    },
  ]);
  expect(await journal.stats()).toMatchObject({
    events: model.events.length,
    headSeq: model.headSeq,
    quarantined: model.quarantine.size,
  });
}

/** History shows the newest of each item, and nothing of before the user was erased. */
async function compareUser(journal: Journal, model: Model, userId: string): Promise<void> {
  const query = { developer: "local-dev", userId, type: "activity", fromMs: 0, toMs: Date.UTC(2100, 0) };
  const shown = await journal.history({ ...query, limit: 1_000 });
  const newest = new Map<string, number>();
  for (const event of model.events) newest.set(event.key, event.seq);
  const expected = model.events.filter(
    ({ key, seq, userId: whose }) => whose === userId && newest.get(key) === seq && !model.orphans.has(seq),
  );
  expect(shown.map(({ seq }) => seq)).toEqual(expected.map(({ seq }) => seq));
}

it("does what a plain model of it does, whatever is asked in whatever order", async () => {
  const folder = temporaryJournalPath();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      let path = `${folder}-${(run += 1)}`;
      const model = newModel();
      let journal = await openSqliteJournal({ path });
      try {
        await journal.openCursor("lake", "beginning");
        for (const step of steps) {
          if (step.kind === "append") await append(journal, model, step.events);
          if (step.kind === "claim") await claim(journal, model, step.length);
          if (step.kind === "settle") await settle(journal, model, step);
          if (step.kind === "fail") await fail(journal, model, step.pick);
          if (step.kind === "requeue") await requeue(journal, model, step.seq);
          if (step.kind === "bury") await operatorSteps.bury(journal, model, step.seq);
          if (step.kind === "exhume") await operatorSteps.exhume(journal, model, step.seq);
          if (step.kind === "quarantine") await operatorSteps.quarantine(journal, model, step.userId);
          if (step.kind === "rerun") await operatorSteps.rerun(journal, model, step.id);
          if (step.kind === "dropQuarantine") await operatorSteps.dropQuarantine(journal, model, step.id);
          if (step.kind === "forget") await operatorSteps.forget(journal, model);
          if (step.kind === "erase") await erase(journal, model, step);
          if (step.kind === "prune") await prune(journal, model);
          if (step.kind === "reopen") {
            await journal.close();
            journal = await openSqliteJournal({ path });
          }
          if (step.kind === "crash") {
            const copy = `${path}+`;
            copyAsKilled(path, copy);
            await journal.close();
            path = copy;
            journal = await openSqliteJournal({ path });
          }
        }
        await compare(journal, model);
      } finally {
        await journal.close();
      }
    }),
    { numRuns: 20 },
  );
});
