import { deepStrictEqual, strictEqual } from "node:assert/strict";
import type { Journal } from "../journal.ts";
import { userOf, type Model } from "./journal-model.ts";
import { makeAppend } from "./make-append.ts";

async function bury(journal: Journal, model: Model, seq: number): Promise<void> {
  const failure = { attempts: 1, deadAtMs: model.nowMs, code: "rejected", message: "no" } as const;
  const deadLetters = [{ seq, key: "any", ...failure }];
  await journal.settle("lake", { claimId: null, removeRetries: [seq], retries: [], deadLetters });
  model.retries.delete(seq);
  if (model.events.some((event) => event.seq === seq)) model.deadLetters.add(seq);
}

async function exhume(journal: Journal, model: Model, seq: number): Promise<void> {
  const dropped = await journal.dropDeadLetters([{ destination: "lake", seq }]);
  strictEqual(dropped, Number(model.deadLetters.delete(seq)));
}

const problem = { item: 0, code: "ingest.unrecognised", pointer: "", message: "not understood" };

async function quarantine(journal: Journal, model: Model, userId: string): Promise<void> {
  model.nowMs += 10;
  model.quarantined += 1;
  const id = model.quarantined;
  await journal.append(makeAppend([], { receivedAtMs: model.nowMs, quarantine: [problem] }));
  const [stored] = await journal.findQuarantined({ id, limit: 1 });
  const key = `${userId} quarantined ${id}`;
  model.quarantine.set(id, { key, payloadId: stored?.payloadId ?? 0, receivedAtMs: model.nowMs });
}

async function rerun(journal: Journal, model: Model, id: number): Promise<void> {
  const waiting = model.quarantine.get(id);
  const { key, payloadId, receivedAtMs } = waiting ?? { key: "u1", payloadId: id, receivedAtMs: 0 };
  const user = { user_id: userOf(key), provider: "PELOTON" };
  const { events } = makeAppend([{ key, user }]);
  const { resolvedIds } = await journal.rerunQuarantined({ payloadId, ids: [id], events });
  deepStrictEqual(resolvedIds, waiting ? [id] : []);
  if (!waiting) return;
  model.quarantine.delete(id);
  model.headSeq += 1;
  const eventId = events[0]?.id ?? "";
  model.events.push({ seq: model.headSeq, id: eventId, key, receivedAtMs, userId: userOf(key) });
}

async function dropQuarantine(journal: Journal, model: Model, id: number): Promise<void> {
  strictEqual(await journal.dropQuarantine([id]), Number(model.quarantine.delete(id)));
}

/** The destination is configured no more, and then again as a new one. */
async function forget(journal: Journal, model: Model): Promise<void> {
  strictEqual(await journal.dropCursor("lake"), true);
  await journal.openCursor("lake", "beginning");
  Object.assign(model, { claimedThrough: 0, claims: [], retries: new Set(), deadLetters: new Set() });
}

/** What operators do to a journal, done to it and to its model. */
export const operatorSteps = { bury, exhume, quarantine, rerun, dropQuarantine, forget };
