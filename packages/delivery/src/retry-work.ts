import type { Clock } from "@musette/core";
import { batchIdOf } from "./batch-id-of.ts";
import type { DeliveryJournal, DestinationPlan } from "./delivery.ts";
import { fillBatch } from "./fill-batch.ts";
import { createJob, type Job } from "./job.ts";
import type { LoadRecords } from "./load-records.ts";
import { createPending, type LostEvent, type Pending } from "./pending.ts";
import type { RetryRow, RetrySet } from "./retry-set.ts";

export interface RetryWorkOptions {
  readonly plan: Pick<DestinationPlan, "name">;
  readonly limits: { readonly records: number; readonly bytes: number };
  readonly journal: Pick<DeliveryJournal, "readEvents">;
  readonly retries: RetrySet;
  readonly loadRecords: LoadRecords;
  readonly clock: Clock;
}

/** Makes a job of retries that are due; undefined when none is. */
export function createRetryWork(options: RetryWorkOptions): () => Promise<Job | undefined> {
  const { plan, limits, journal, retries, loadRecords, clock } = options;

  async function makeJob(due: readonly RetryRow[]): Promise<Job> {
    const events = await journal.readEvents(due.map(({ seq }) => seq));
    const eventOfSeq = new Map(events.map((event) => [event.seq, event]));
    const candidates: Pending[] = [];
    const lost: LostEvent[] = [];
    for (const row of due) {
      const event = eventOfSeq.get(row.seq);
      // A row that only waited behind another has not failed yet.
      const firstFailedAtMs = row.attempts === 0 ? null : row.firstFailedAtMs;
      if (event === undefined) lost.push(missingEvent(row, clock.now()));
      else candidates.push(createPending(event, row.attempts, firstFailedAtMs));
    }
    const { pendings, refusals, taken } = await fillBatch(candidates, limits, loadRecords);
    const left = new Set(candidates.slice(taken).map(({ event }) => event.seq));
    retries.giveBack(due.filter(({ seq }) => left.has(seq)));
    const rows = due.filter(({ seq }) => !left.has(seq));
    const parts =
      pendings.length > 0 ? [{ batchId: batchIdOf(`${plan.name}-retry`, pendings), pendings }] : [];
    return createJob({ claim: null, rows, keys: [], parts, refusals, lost }, clock.now());
  }

  return async function nextRetries() {
    const due = retries.take(clock.now(), limits.records);
    if (due.length === 0) return undefined;
    try {
      return await makeJob(due);
    } catch (error) {
      retries.giveBack(due);
      throw error;
    }
  };
}

function missingEvent({ seq, key, attempts }: RetryRow, nowMs: number): LostEvent {
  const message = "The event is no longer in the journal. Send its payload again to deliver it.";
  return { eventId: key, letter: { seq, key, attempts, deadAtMs: nowMs, code: "rejected", message } };
}
