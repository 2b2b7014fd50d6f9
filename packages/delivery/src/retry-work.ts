import type { Clock } from "@musette/core";
import type { StoredEvent } from "@musette/journal";
import { batchIdOf } from "./batch-id-of.ts";
import type { BatchRoom } from "./batch-room.ts";
import type { DeliveryJournal, DestinationPlan } from "./delivery.ts";
import { fillBatch } from "./fill-batch.ts";
import type { Reservation } from "./shared-memory.ts";
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
  readonly room: BatchRoom;
  readonly clock: Clock;
}

/**
 * Makes a job of retries that are due and can go; undefined when there is none, or no room. Events that were erased
 * in the meantime, and those that the destination is not to have, are passed over.
 */
export function createRetryWork(options: RetryWorkOptions): (canGo: CanGo) => Promise<Job | undefined> {
  const { plan, limits, journal, accepts, retries, loadRecords, room, clock } = options;

  async function makeJob(due: readonly RetryRow[], taken: Reservation): Promise<Job | undefined> {
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
    const filled = await fillBatch(candidates, { ...limits, bytes: taken.bytes }, loadRecords);
    const { pendings, refusals } = filled;
    if (!room.fit(taken, pendings)) return undefined;
    const left = new Set(candidates.slice(filled.taken).map(({ event }) => event.seq));
    retries.giveBack(due.filter(({ seq }) => left.has(seq)));
    const rows = due.filter(({ seq }) => !left.has(seq));
    const parts =
      pendings.length > 0 ? [{ batchId: batchIdOf(`${plan.name}-retry`, pendings), pendings }] : [];
    return createJob({ claim: null, rows, keys: [], parts, refusals, room: taken }, clock.now());
  }

  return async function nextRetries(canGo) {
    const due = retries.take(clock.now(), limits.records, canGo);
    const [first] = due;
    if (first === undefined) return undefined;
    const taken = room.forBatch(first.seq);
    let job: Job | undefined;
    try {
      if (taken !== undefined) job = await makeJob(due, taken);
      return job;
    } finally {
      if (job === undefined) {
        taken?.giveBack();
        retries.giveBack(due);
      }
    }
  };
}
