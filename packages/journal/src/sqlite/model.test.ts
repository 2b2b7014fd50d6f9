import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { Journal } from "../journal.ts";
import { makeAppend } from "../testdata/make-append.ts";
import type { TestEvent } from "../testdata/make-append.ts";
import { temporaryJournalPath } from "../testdata/temporary-journal-path.ts";
import { openSqliteJournal } from "./open-sqlite-journal.ts";

/** What the journal ought to hold, kept in the plainest way. */
interface Model {
  events: { seq: number; id: string; key: string; receivedAtMs: number }[];
  headSeq: number;
  claimedThrough: number;
  claims: { id: string; after: number; through: number }[];
  nowMs: number;
}

type Step =
  | { readonly kind: "append"; readonly events: readonly TestEvent[] }
  | { readonly kind: "claim"; readonly length: number }
  | { readonly kind: "settle"; readonly pick: number }
  | { readonly kind: "prune" }
  | { readonly kind: "reopen" };

const testEvent = fc.record({
  key: fc.constantFrom("k1", "k2", "k3", "k4"),
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
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("settle" as const), pick: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.constant({ kind: "prune" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "reopen" as const }) },
);

async function append(journal: Journal, model: Model, events: readonly TestEvent[]): Promise<void> {
  model.nowMs += 10;
  const entry = makeAppend(events, { receivedAtMs: model.nowMs });
  const expected = entry.events.map(({ id, key }) => {
    const same = model.events.findLast((event) => event.id === id);
    if (same) return { id, seq: same.seq, duplicate: true };
    model.headSeq += 1;
    model.events.push({ seq: model.headSeq, id, key, receivedAtMs: model.nowMs });
    return { id, seq: model.headSeq, duplicate: false };
  });
  expect(await journal.append(entry)).toMatchObject(expected);
}

async function claim(journal: Journal, model: Model, length: number): Promise<void> {
  const after = model.claimedThrough;
  const through = Math.min(after + length, model.headSeq);
  if (through === after) return;
  const claim = { id: `${after}-${through}`, after, through };
  model.claims.push(claim);
  model.claimedThrough = through;
  await journal.claim("lake", claim);
}

async function settle(journal: Journal, model: Model, pick: number): Promise<void> {
  if (model.claims.length === 0) return;
  const [settled] = model.claims.splice(pick % model.claims.length, 1);
  await journal.settle("lake", {
    claimId: settled?.id ?? null,
    removeRetries: [],
    retries: [],
    deadLetters: [],
  });
}

function settledThrough(model: Model): number {
  return Math.min(model.claimedThrough, ...model.claims.map(({ after }) => after));
}

async function prune(journal: Journal, model: Model): Promise<void> {
  const beforeMs = model.nowMs - 20;
  const settled = settledThrough(model);
  const kept = model.events.filter((event) => event.receivedAtMs >= beforeMs || event.seq > settled);
  const { signal } = new AbortController();
  expect(await journal.prune({ beforeMs, signal })).toEqual({ events: model.events.length - kept.length });
  model.events = kept;
}

async function compare(journal: Journal, model: Model): Promise<void> {
  const stored = await journal.read({ after: 0, limit: 1_000 });
  expect(stored.map(({ seq, id, key, receivedAtMs }) => ({ seq, id, key, receivedAtMs }))).toEqual(
    model.events,
  );
  const payloads = await journal.readPayloads(stored.map(({ payloadId }) => payloadId));
  expect(stored.filter(({ payloadId }) => !payloads.has(payloadId))).toEqual([]);
  const revisions = new Map<string, number>();
  for (const { key, revision } of stored) {
    expect(revision).toBeGreaterThan(revisions.get(key) ?? 0);
    revisions.set(key, revision);
  }
  const { claimedThrough, claims } = await journal.openCursor("lake", "beginning");
  expect(claimedThrough).toBe(model.claimedThrough);
  expect(claims.map(({ id, after, through }) => ({ id, after, through }))).toEqual(model.claims);
  expect(await journal.destinations()).toMatchObject([{ settledThrough: settledThrough(model) }]);
  expect(await journal.stats()).toMatchObject({ events: model.events.length, headSeq: model.headSeq });
}

it("does what a plain model of it does, whatever is asked in whatever order", async () => {
  const folder = temporaryJournalPath();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const path = `${folder}-${(run += 1)}`;
      const model: Model = { events: [], headSeq: 0, claimedThrough: 0, claims: [], nowMs: 1_000_000 };
      let journal = await openSqliteJournal({ path });
      try {
        await journal.openCursor("lake", "beginning");
        for (const step of steps) {
          if (step.kind === "append") await append(journal, model, step.events);
          if (step.kind === "claim") await claim(journal, model, step.length);
          if (step.kind === "settle") await settle(journal, model, step.pick);
          if (step.kind === "prune") await prune(journal, model);
          if (step.kind === "reopen") {
            await journal.close();
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
