import type { Clock } from "@musette/core";
import type { Retry, StoredEvent } from "@musette/journal";
import type { BatchRoom } from "./batch-room.ts";
import type { DeliveryJournal, DestinationPlan } from "./delivery.ts";
import { fillBatch } from "./fill-batch.ts";
import type { Reservation } from "./shared-memory.ts";
import { createJob, type Job, type OpenWork, type Part } from "./job.ts";
import type { LoadRecords, Refusal } from "./load-records.ts";
import { createPending, dropRecords, type Pending } from "./pending.ts";
import type { RetrySet } from "./retry-set.ts";
import { waitBehind } from "./wait-behind.ts";

export interface ReopenedWorkOptions {
  readonly plan: Pick<DestinationPlan, "name" | "limits">;
  readonly journal: Pick<DeliveryJournal, "read">;
  readonly wants: (event: StoredEvent) => boolean;
  readonly retries: RetrySet;
  readonly loadRecords: LoadRecords;
  readonly room: BatchRoom;
  readonly clock: Clock;
}

const eventsPerRead = 1000;

/**
 * Makes the job of a claim from before a restart: the same records under the same id. Only where the
 * configuration has changed since can they be too many for one write, or share a key; then they are
 * divided, or wait behind one another. Undefined when there is no room; where there is not enough, the job
 * has none yet.
 */
export function createReopenedWork(
  options: ReopenedWorkOptions,
): (claim: OpenWork) => Promise<Job | undefined> {
  const { plan, journal, wants, retries, loadRecords, room, clock } = options;

  async function readWanted({ after, through }: OpenWork): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let readThrough = after; readThrough < through;) {
      const page = await journal.read({ after: readThrough, through, limit: eventsPerRead });
      for (const event of page) if (wants(event)) events.push(event);
      readThrough = page.at(-1)?.seq ?? through;
    }
    return events;
  }

  async function makeJob(claim: OpenWork, taken: Reservation): Promise<Job> {
    const waiting: Retry[] = [];
    const firsts = new Map<string, Pending>();
    for (const event of await readWanted(claim)) {
      const blocker = retries.blocker(event);
      if (blocker !== undefined || firsts.has(event.key)) {
        waiting.push(waitBehind(event, blocker, clock.now()));
      } else {
        // Nobody knows how long Musette was not running, nor whether the clock was set meanwhile.
        const failingSinceMs = claim.firstFailedAtMs === null ? null : clock.now();
        firsts.set(event.key, createPending(event, claim.attempts, failingSinceMs));
      }
    }
    const batches: (readonly Pending[])[] = [];
    const refusals: Refusal[] = [];
    /** What does not fit is measured, and its records are made again when it does. */
    const measure: LoadRecords = async (pendings, maxBytes) => {
      const loaded = await loadRecords(pendings, maxBytes);
      const all = [...firsts.values()];
      if (all.reduce((sum, { bytes }) => sum + bytes, 0) > taken.bytes) dropRecords(all);
      return loaded;
    };
    for (let candidates = [...firsts.values()]; candidates.length > 0;) {
      const filled = await fillBatch(candidates, plan.limits, measure);
      if (filled.pendings.length > 0) batches.push(filled.pendings);
      refusals.push(...filled.refusals);
      candidates = candidates.slice(filled.taken);
    }
    const batchId = `${plan.name}-${claim.id}`;
    const parts = batches.map((pendings, index): Part => ({
      batchId: batches.length === 1 ? batchId : `${batchId}.${index}`,
      pendings,
    }));
    const keys = [...firsts.keys()];
    const pendings = batches.flat();
    const isWhole = pendings.every(({ record }) => record !== null);
    const isRoom = isWhole && room.fit(taken, pendings);
    if (!isRoom) dropRecords(pendings);
    const content = { claim, rows: [], keys, parts, refusals, retries: waiting, room: isRoom ? taken : null };
    return createJob(content, clock.now());
  }

  return async function reopen(claim) {
    const taken = room.forBatch(claim.after);
    if (taken === undefined) return undefined;
    let job: Job | undefined;
    try {
      job = await makeJob(claim, taken);
      return job;
    } finally {
      if (job === undefined || job.room === null) taken.giveBack();
    }
  };
}
