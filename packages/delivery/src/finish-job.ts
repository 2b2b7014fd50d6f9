import { deliveryCodes } from "@musette/core";
import { alignChunks } from "./align-chunks.ts";
import { backoffMs } from "./backoff.ts";
import { isBatchFormat } from "./batch-formats.ts";
import type { DeliveryJournal, DestinationPlan } from "./delivery.ts";
import type { Health } from "./health.ts";
import type { Job, OpenWork } from "./job.ts";
import type { JournalGuard } from "./journal-guard.ts";
import { toRetry, type Failure } from "./pending.ts";
import type { SettleWork } from "./settle-work.ts";

export interface FinishJobOptions {
  readonly plan: Pick<DestinationPlan, "name" | "format" | "retry">;
  readonly journal: Pick<DeliveryJournal, "noteFailure">;
  readonly health: Pick<Health, "signsOfLife">;
  readonly settle: Pick<SettleWork, "job">;
  /** Keeps a job to be delivered again. */
  readonly hold: (job: Job) => void;
  readonly guard: Pick<JournalGuard, "failed">;
  readonly now: () => number;
  readonly random: () => number;
}

/**
 * Settles a job, or keeps it for another attempt. A claim whose batch fails is kept whole, because
 * as a rule it is the destination that is away. When the destination has shown since that it is
 * there, the batch itself is suspect: its records become retries, each with a life of its own, so
 * that one bad batch does not hold up the log.
 */
export function createFinishJob(
  options: FinishJobOptions,
): (job: Job, failure: Failure | null) => Promise<void> {
  const { plan, journal, health, settle, hold, guard, now, random } = options;

  function isSuspect({ signsOfLifeAtFailure }: OpenWork, failure: Failure): boolean {
    return (
      deliveryCodes[failure.code] === "retry" &&
      !isBatchFormat(plan.format) &&
      signsOfLifeAtFailure !== null &&
      signsOfLifeAtFailure < health.signsOfLife
    );
  }

  async function keep(job: Job, claim: OpenWork, { code, message }: Failure): Promise<void> {
    claim.attempts++;
    claim.firstFailedAtMs ??= now();
    claim.signsOfLifeAtFailure = health.signsOfLife;
    const { attempts, firstFailedAtMs } = claim;
    try {
      await journal.noteFailure(plan.name, claim.id, { attempts, firstFailedAtMs, code, message });
    } catch (error) {
      guard.failed(error);
    }
    hold(job);
  }

  function setAside(job: Job, failure: Failure): void {
    const pauses = deliveryCodes[failure.code] === "pause";
    for (const { pendings } of job.parts) {
      for (const pending of pendings) {
        const waitMs = pauses
          ? 0
          : backoffMs(plan.retry, Math.max(pending.attempts, 1), random, failure.retryAfterMs);
        job.retries.push(toRetry(pending, failure, now(), now() + waitMs));
      }
    }
    job.parts.length = 0;
  }

  return async function finishJob(job, failure) {
    if (failure !== null && job.parts.length > 0) {
      const { claim } = job;
      if (claim !== null && !isSuspect(claim, failure)) {
        await keep(job, claim, failure);
        return;
      }
      setAside(job, failure);
    }
    await settle.job({ ...job, retries: [...alignChunks(job.retries)] });
  };
}
