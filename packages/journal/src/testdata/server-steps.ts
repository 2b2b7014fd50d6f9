import { deepStrictEqual, partialDeepStrictEqual, strictEqual } from "node:assert/strict";
import type { Journal } from "../journal.ts";
import { settledThrough, userOf, type Model } from "./journal-model.ts";
import { makeAppend, type TestEvent } from "./make-append.ts";
import type { Step } from "./model-step.ts";

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
  const appended = await journal.append(entry);
  strictEqual(appended.length, expected.length);
  partialDeepStrictEqual(appended, expected);
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

async function requeue(journal: Journal, model: Model, seq: number): Promise<void> {
  const isThere = model.events.some((event) => event.seq === seq);
  if (isThere) model.retries.add(seq);
  if (isThere) model.deadLetters.delete(seq);
  const asked = { destinations: ["lake", "unknown"], events: [{ seq }], atMs: model.nowMs };
  strictEqual(await journal.requeue(asked), isThere ? 1 : 0);
}

async function erase(
  journal: Journal,
  model: Model,
  { userId, keepNewest }: Extract<Step, { kind: "erase" }>,
): Promise<void> {
  const theirs = model.events.filter((event) => event.userId === userId).map(({ seq }) => seq);
  const keep = keepNewest ? theirs.slice(-1) : [];
  const gone = new Set(theirs.filter((seq) => !keep.includes(seq) && !model.orphans.has(seq)));
  partialDeepStrictEqual(await journal.eraseUser({ userId, keep }), { events: gone.size });
  model.events = model.events.filter(({ seq }) => !gone.has(seq));
  model.retries = model.retries.difference(gone);
  model.deadLetters = model.deadLetters.difference(gone);
  // What was kept belongs to nobody any more.
  for (const seq of keep) model.orphans.add(seq);
}

async function prune(journal: Journal, model: Model): Promise<void> {
  const beforeMs = model.nowMs - 20;
  const settled = settledThrough(model);
  const kept = model.events.filter(
    ({ receivedAtMs, seq }) =>
      receivedAtMs >= beforeMs || seq > settled || model.retries.has(seq) || model.deadLetters.has(seq),
  );
  const { signal } = new AbortController();
  deepStrictEqual(await journal.prune({ beforeMs, signal }), { events: model.events.length - kept.length });
  model.events = kept;
}

/** What the server does to a journal, done to it and to its model. */
export const serverSteps = { append, claim, settle, fail, requeue, erase, prune };
