import { deliveryCodes, type RecordFailure } from "@musette/core";
import type { Attempts, AttemptResult } from "./attempt.ts";
import type { StoredEvent } from "@musette/journal";
import { createClaimChecks } from "./claim-check.ts";
import type { DeliveryObserver, DestinationPlan, EncodeRecord } from "./delivery.ts";
import type { Job, Part } from "./job.ts";
import { createJudge } from "./judge.ts";
import { describeBatch, describeResult } from "./describe-write.ts";
import type { LoadRecords } from "./load-records.ts";
import { noteAttempt, toLostEvent, type Failure, type Pending } from "./pending.ts";
import { createPreparePart } from "./prepare-part.ts";
import { createPutAway } from "./put-away.ts";
import type { SteadyClock } from "./steady-clock.ts";

export type JobEnd =
  | { readonly kind: "stopped" }
  | {
      readonly kind: "ended";
      /** Parts that are left in the job were not delivered because of it. */
      readonly failure: Failure | null;
      /** False when nothing was learned of the destination, because nothing was written. */
      readonly telling: boolean;
    };

export interface DeliverJobOptions {
  readonly plan: DestinationPlan;
  readonly attempts: Attempts;
  readonly loadRecords: LoadRecords;
  readonly isErased: (event: StoredEvent) => boolean;
  readonly encode: EncodeRecord;
  readonly clock: SteadyClock;
  readonly random: () => number;
  readonly observe: Pick<Required<DeliveryObserver>, "attempt" | "writing" | "wrote" | "claimCheck">;
  /** Failures from before this do not count towards giving up. */
  readonly awayUntilMs: () => number;
  readonly stopped: AbortSignal;
}

/**
 * Writes the parts of a job one after the other. Refused batches are halved until the record that is
 * refused stands alone; those are dead letters, or go to the claim check when they are too large. Stops
 * at the first failure that calls for waiting.
 */
export function createDeliverJob(options: DeliverJobOptions): (job: Job) => Promise<JobEnd> {
  const { plan, attempts, loadRecords, encode, clock, random, observe, stopped } = options;
  const { claimCheck } = plan;
  const now = () => clock.now();
  const judge = createJudge({
    retry: plan.retry,
    passedSince: (atMs) => clock.passedSince(atMs),
    awayUntilMs: options.awayUntilMs,
  });
  const note = (pending: Pending) => noteAttempt(pending, clock, options.awayUntilMs());
  const putAway = createPutAway({ plan, judge, now, noteAttempt: note, random });
  const claimChecks =
    claimCheck && createClaimChecks({ plan, claimCheck, encode, clock, random, stopped, observe });
  const preparePart = createPreparePart({
    plan,
    loadRecords,
    isErased: options.isErased,
    claimChecks,
    putAway,
    now,
    observe,
  });

  const canClaim = ({ code }: Failure, pending: Pending): boolean =>
    code === "too_large" && claimCheck !== undefined && pending.claimCheck === "none";

  /** Puts away the records that failed; the others are delivered. Returns the failure that pauses. */
  function takeAnswer(job: Job, part: Part, failures: ReadonlyMap<string, RecordFailure>): Failure | null {
    let pausing: Failure | null = null;
    job.delivered += part.pendings.length - failures.size;
    if (failures.size === 0) return null;
    const claimed: Pending[] = [];
    for (const pending of part.pendings) {
      const failure = failures.get(pending.event.id);
      if (failure === undefined) continue;
      if (canClaim(failure, pending)) {
        pending.claimCheck = "needed";
        claimed.push(pending);
        continue;
      }
      const pauses = deliveryCodes[failure.code] === "pause";
      if (pauses) pausing = failure;
      putAway(job, pending, failure, pauses);
    }
    if (claimed.length > 0) job.parts.unshift({ batchId: part.batchId, pendings: claimed });
    return pausing;
  }

  /** Returns true when the job can go on without this part, or with another in its place. */
  function takeFailure(job: Job, part: Part, failure: Failure): boolean {
    const [only] = part.pendings;
    if (only !== undefined && part.pendings.length === 1 && canClaim(failure, only)) {
      only.claimCheck = "needed";
      return true;
    }
    part.pendings.forEach(note);
    if (part.pendings.length > 1 && part.pendings.some((pending) => judge.isRefusal(failure, pending))) {
      job.parts.splice(0, 1, ...halve(part));
      return true;
    }
    const left: Pending[] = [];
    for (const pending of part.pendings) {
      if (judge.isHopeless(failure, pending)) job.lost.push(toLostEvent(pending, failure, now()));
      else left.push(pending);
    }
    job.parts.splice(0, 1, ...(left.length > 0 ? [{ batchId: part.batchId, pendings: left }] : []));
    return left.length === 0;
  }

  function report(pendings: readonly Pending[], result: AttemptResult, startedAtMs: number): void {
    const durationMs = now() - startedAtMs;
    if (result.kind === "stopped") return;
    if (result.kind === "failed") {
      observe.attempt(plan.name, result.failure.code, pendings.length, durationMs);
      return;
    }
    const delivered = pendings.length - result.failures.size;
    if (delivered > 0) observe.attempt(plan.name, "delivered", delivered, durationMs);
    for (const [code, failures] of Map.groupBy(result.failures.values(), (failure) => failure.code)) {
      observe.attempt(plan.name, code, failures.length, durationMs);
    }
  }

  return async function deliverJob(job) {
    /** What the job ends with when every part was given up and none was answered. */
    let trouble: Failure | null = null;
    let answered = false;
    const end = (failure: Failure | null): JobEnd => ({
      kind: "ended",
      failure,
      telling: answered || failure !== null,
    });
    for (let next = job.parts[0]; next !== undefined; next = job.parts[0]) {
      const prepared = await preparePart(job, next);
      if (prepared.kind === "stopped") return prepared;
      if (prepared.kind === "nothing") continue;
      const { part } = prepared;
      const batch = describeBatch(plan.type, part);
      const startedAtMs = now();
      observe.writing(plan.name, batch);
      const result = await attempts.write(part.batchId, part.pendings);
      observe.wrote(plan.name, batch, {
        ...describeResult(batch, result),
        startedAtMs,
        durationMs: now() - startedAtMs,
      });
      report(part.pendings, result, startedAtMs);
      if (result.kind === "stopped") return result;
      if (result.kind === "failed") {
        if (deliveryCodes[result.failure.code] === "dead-letter") answered = true;
        else trouble = result.failure;
        if (!takeFailure(job, part, result.failure)) return end(result.failure);
      } else {
        answered = true;
        job.parts.shift();
        const failure = takeAnswer(job, part, result.failures);
        if (failure !== null) return end(failure);
      }
    }
    return end(answered ? null : trouble);
  };
}

/** The same halves under the same ids whenever the batch is repeated. */
function halve({ batchId, pendings }: Part): readonly [Part, Part] {
  const middle = Math.ceil(pendings.length / 2);
  return [
    { batchId: `${batchId}.0`, pendings: pendings.slice(0, middle) },
    { batchId: `${batchId}.1`, pendings: pendings.slice(middle) },
  ];
}
