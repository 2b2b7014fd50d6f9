import { deepStrictEqual, ok, partialDeepStrictEqual, strictEqual } from "node:assert/strict";
import type { Journal } from "../journal.ts";
import { settledThrough, userIds, type Model } from "./journal-model.ts";

/** Asks the journal everything. @throws {AssertionError} where the model says something else. */
export async function compareWithModel(journal: Journal, model: Model): Promise<void> {
  const stored = await journal.read({ after: 0, limit: 1_000 });
  const events = stored.map(({ seq, id, key, receivedAtMs, user }) => ({
    seq,
    id,
    key,
    receivedAtMs,
    userId: user.user_id,
  }));
  deepStrictEqual(events, model.events);
  const payloads = await journal.readPayloads(stored.map(({ payloadId }) => payloadId));
  deepStrictEqual(
    stored.filter(({ payloadId }) => !payloads.has(payloadId)),
    [],
  );
  const revisions = new Map<string, number>();
  for (const { key, revision } of stored) {
    ok(revision > (revisions.get(key) ?? 0), `revision ${revision} of ${key} is no newer`);
    revisions.set(key, revision);
  }
  for (const userId of userIds) await compareUser(journal, model, userId);
  const retries = await journal.retries("lake", { afterSeq: 0, limit: 1_000 });
  deepStrictEqual(new Set(retries.map(({ seq }) => seq)), model.retries);
  const letters = await journal.findDeadLetters({ limit: 1_000 });
  deepStrictEqual(new Set(letters.map(({ seq }) => seq)), model.deadLetters);
  const waiting = await journal.findQuarantined({ limit: 1_000 });
  deepStrictEqual(
    waiting.map(({ id }) => id),
    [...model.quarantine.keys()],
  );
  const kept = await journal.readPayloads(waiting.map(({ payloadId }) => payloadId));
  strictEqual(kept.size, waiting.length);
  const { claimedThrough, claims } = await journal.openCursor("lake", "beginning");
  strictEqual(claimedThrough, model.claimedThrough);
  deepStrictEqual(claims, model.claims);
  const destinations = await journal.destinations();
  strictEqual(destinations.length, 1);
  partialDeepStrictEqual(destinations, [
    {
      settledThrough: settledThrough(model),
      retries: model.retries.size,
      deadLetters: model.deadLetters.size,
    },
  ]);
  partialDeepStrictEqual(await journal.stats(), {
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
  deepStrictEqual(
    shown.map(({ seq }) => seq),
    expected.map(({ seq }) => seq),
  );
}
