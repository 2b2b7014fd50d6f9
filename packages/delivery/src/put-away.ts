import { backoffMs } from "./backoff.ts";
import type { DestinationPlan } from "./delivery.ts";
import type { Job } from "./job.ts";
import type { Judge } from "./judge.ts";
import { toLostEvent, toRetry, type Failure, type Pending } from "./pending.ts";

/**
 * Notes in the job that an event failed: it becomes a dead letter, or a retry after a wait (at once,
 * where the destination pauses before).
 */
export type PutAway = (job: Job, pending: Pending, failure: Failure, pauses?: boolean) => void;

export interface PutAwayOptions {
  readonly plan: Pick<DestinationPlan, "retry">;
  readonly judge: Judge;
  readonly now: () => number;
  readonly noteAttempt: (pending: Pending) => void;
  readonly random: () => number;
}

export function createPutAway({ plan, judge, now, noteAttempt, random }: PutAwayOptions): PutAway {
  return function putAway(job, pending, failure, pauses = false) {
    noteAttempt(pending);
    if (judge.isHopeless(failure, pending)) {
      job.lost.push(toLostEvent(pending, failure, now()));
      return;
    }
    const waitMs = pauses ? 0 : backoffMs(plan.retry, pending.attempts, random, failure.retryAfterMs);
    job.retries.push(toRetry(pending, failure, now(), now() + waitMs));
  };
}
