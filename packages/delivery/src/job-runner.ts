import PQueue from "p-queue";
import type { JobEnd } from "./deliver-job.ts";
import type { Health } from "./health.ts";
import type { JournalGuard } from "./journal-guard.ts";
import type { Job } from "./job.ts";
import type { Pace } from "./pace.ts";
import type { Failure } from "./pending.ts";
import type { TokenBucket } from "./token-bucket.ts";

/** Runs the jobs of one destination: so many writes at once, each job claimed before and settled after. */
export interface JobRunner {
  /** Claimed, and not settled yet. */
  readonly running: number;
  /** Records delivered, those from before its configuration was changed included. */
  readonly delivered: number;
  /** Whether another job may start; one at a time unless the destination is healthy. */
  takesAnother(): boolean;
  /** Takes its keys and its share of the rate; returns at once. */
  start(job: Job): void;
  /** Resolves when nothing is running. */
  idle(): Promise<void>;
}

export interface JobRunnerOptions {
  /** Writes at once while the destination is healthy. */
  readonly concurrency: number;
  readonly deliverJob: (job: Job) => Promise<JobEnd>;
  readonly finishJob: (job: Job, failure: Failure | null) => Promise<void>;
  /** Keeps a job to be delivered again. */
  readonly hold: (job: Job) => void;
  readonly health: Pick<Health, "state">;
  readonly isPaused: () => boolean;
  readonly pace: Pick<Pace, "jobEnded" | "waitAtLeast">;
  readonly guard: Pick<JournalGuard, "failed">;
  /** Natural keys that are in a job. */
  readonly busyKeys: Set<string>;
  readonly bucket: TokenBucket;
  readonly stopping: AbortSignal;
  readonly delivered: number;
  readonly onEnd: () => void;
}

export function createJobRunner(options: JobRunnerOptions): JobRunner {
  const { deliverJob, finishJob, hold, health, isPaused, pace, guard, busyKeys, bucket, stopping } = options;
  const queue = new PQueue({ concurrency: options.concurrency });
  const endings = new Set<Promise<void>>();
  let { delivered } = options;
  let running = 0;

  async function finish(job: Job, failure: Failure | null): Promise<void> {
    await finishJob(job, failure);
    delivered += job.delivered;
    job.delivered = 0;
  }

  /** Returns what is left to be done, without the destination: the next batch need not wait for it. */
  async function deliver(job: Job): Promise<(() => Promise<void>) | undefined> {
    let failure: Failure | null;
    try {
      const end = await deliverJob(job);
      if (end.kind === "stopped") return undefined;
      ({ failure } = end);
      if (end.telling) pace.jobEnded(failure);
    } catch (error) {
      pace.waitAtLeast(guard.failed(error));
      failure = { code: "unavailable", message: "The journal could not be read to make the batch." };
    }
    if (failure === null) return () => finish(job, null);
    await finish(job, failure);
    return undefined;
  }

  /** Ends a job, in the queue or after its turn there. */
  async function end(last: (() => Promise<void>) | undefined): Promise<void> {
    try {
      await last?.();
    } catch (error) {
      pace.waitAtLeast(guard.failed(error));
    } finally {
      running--;
      options.onEnd();
    }
  }

  async function run(job: Job, ahead: boolean): Promise<void> {
    let last: (() => Promise<void>) | undefined;
    try {
      // What was claimed ahead waits where the one before it has failed; a stop leaves it claimed.
      if (!ahead || (health.state.status === "healthy" && !isPaused())) last = await deliver(job);
      else hold(job);
    } catch (error) {
      pace.waitAtLeast(guard.failed(error));
    }
    const ending = end(last).finally(() => endings.delete(ending));
    endings.add(ending);
  }

  return {
    get running() {
      return running;
    },
    get delivered() {
      return delivered;
    },
    takesAnother() {
      const concurrency = health.state.status === "healthy" ? options.concurrency : 1;
      if (queue.concurrency !== concurrency) queue.concurrency = concurrency;
      // While all are being written one more is claimed and one is settled, so that no write waits for the journal.
      const most = concurrency === 1 ? 1 : concurrency + 2;
      return running < most && queue.size === 0;
    },
    start(job) {
      for (const key of job.keys) busyKeys.add(key);
      bucket.take(job.parts.reduce((sum, { pendings }) => sum + pendings.length, 0));
      // A job that is held may have other room already when this turn of it is over.
      const { room } = job;
      const ahead = queue.pending >= queue.concurrency;
      running++;
      void queue
        .add(() => (ahead && stopping.aborted ? undefined : run(job, ahead)))
        .finally(() => room?.giveBack());
    },
    async idle() {
      await queue.onIdle();
      await Promise.all(endings);
    },
  };
}
