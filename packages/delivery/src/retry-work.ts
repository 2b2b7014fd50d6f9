import type { Clock } from "@musette/core";
import type { StoredEvent } from "@musette/journal";
import { batchIdOf } from "./batch-id-of.ts";
import type { DeliveryJournal, DestinationPlan } from "./delivery.ts";
import { fillBatch } from "./fill-batch.ts";
import { createJob, type Job } from "./job.ts";
import type { LoadRecords } from "./load-records.ts";
import { createPending, type Pending } from "./pending.ts";
import type { CanGo, RetryRow, RetrySet } from "./retry-set.ts";

export interface RetryWorkOptions {
  readonly plan: Pick<DestinationPlan, "name">;
  readonly limits: { readonly records: number; readonly bytes: number };
  readonly journal: Pick<DeliveryJournal, "readEvents">;
  /** `only:` of the configuration, which may have changed, and binds what is asked for too. */
  readonly accepts: (event: StoredEvent) => boolean;
  readonly retries: RetrySet;
  readonly loadRecords: LoadRecords;
  readonly clock: Clock;
}

/**
 * Makes a job of retries that are due and can go; undefined when there is none. Events that were erased
 * in the meantime, and those that the destination is not to have, are passed over.
 */
export function createRetryWork(options: RetryWorkOptions): (canGo: CanGo) => Promise<Job | undefined> {
  const { plan, limits, journal, accepts, retries, loadRecords, clock } = options;

  async function makeJob(due: readonly RetryRow[]): Promise<Job> {
    const events = await journal.readEvents(due.map(({ seq }) => seq));
    const eventOfSeq = new Map(events.map((event) => [event.seq, event]));
    const candidates: Pending[] = [];
    for (const row of due) {
      const event = eventOfSeq.get(row.seq);
      // A row that only waited behind another has not failed yet.
      const firstFailedAtMs = row.attempts === 0 ? null : row.firstFailedAtMs;
      if (event === undefined || !accepts(event)) continue;
      candidates.push(createPending(event, row.attempts, firstFailedAtMs, row.request));
    }
    const { pendings, refusals, taken } = await fillBatch(candidates, limits, loadRecords);
    const left = new Set(candidates.slice(taken).map(({ event }) => event.seq));
    retries.giveBack(due.filter(({ seq }) => left.has(seq)));
    const rows = due.filter(({ seq }) => !left.has(seq));
    const parts =
      pendings.length > 0 ? [{ batchId: batchIdOf(`${plan.name}-retry`, pendings), pendings }] : [];
    return createJob({ claim: null, rows, keys: [], parts, refusals }, clock.now());
  }

  return async function nextRetries(canGo) {
    const due = retries.take(clock.now(), limits.records, canGo);
    if (due.length === 0) return undefined;
    try {
      return await makeJob(due);
    } catch (error) {
      retries.giveBack(due);
      throw error;
    }
  };
}
