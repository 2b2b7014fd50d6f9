import type { StoredEvent } from "@musette/journal";
import PQueue from "p-queue";
import { createAttempts } from "./attempt.ts";
import { longestWaitMs } from "./backoff.ts";
import { batchLimits } from "./batch-limits.ts";
import { createCursor } from "./cursor.ts";
import { createDeliverJob } from "./deliver-job.ts";
import type {
  DeliveryJournal,
  DeliveryObserver,
  DestinationPlan,
  EncodeBatch,
  EncodeRecord,
  EventBodies,
} from "./delivery.ts";
import { createFindWork } from "./find-work.ts";
import { createFinishJob } from "./finish-job.ts";
import { createFreshWork } from "./fresh-work.ts";
import { createHealth } from "./health.ts";
import type { Job } from "./job.ts";
import { createJournalGuard } from "./journal-guard.ts";
import { createLoadRecords } from "./load-records.ts";
import type { LogPages } from "./log-pages.ts";
import { createOperatorPause } from "./operator-pause.ts";
import { createPace } from "./pace.ts";
import type { Failure } from "./pending.ts";
import { createProbe } from "./probe.ts";
import { createReopenedWork } from "./reopened-work.ts";
import { createRequeues } from "./requeues.ts";
import { createRetrySet } from "./retry-set.ts";
import { createRetryWork } from "./retry-work.ts";
import { createStateSaver } from "./save-state.ts";
import { createSettleWork } from "./settle-work.ts";
import type { Destination } from "./started-destination.ts";
import type { SteadyClock } from "./steady-clock.ts";
import { createStopLoop } from "./stop-loop.ts";
import { createTokenBucket } from "./token-bucket.ts";
import { createWake } from "./wake.ts";
import { createWanted } from "./wanted.ts";

export interface DestinationOptions {
  readonly plan: DestinationPlan;
  /** Records delivered before its configuration was changed. */
  readonly delivered: number;
  readonly journal: DeliveryJournal;
  readonly pages: LogPages;
  readonly headSeq: () => number;
  readonly isErased: (event: StoredEvent) => boolean;
  readonly begin: Promise<void> | undefined;
  readonly bodies: EventBodies;
  readonly encode: EncodeRecord;
  readonly encodeBatch: EncodeBatch | undefined;
  readonly clock: SteadyClock;
  readonly random: () => number;
  readonly observe: Required<DeliveryObserver>;
  /** Something was settled, passed over, paused or resumed. */
  readonly onProgress: () => void;
}

/** Opens the cursor and starts the loop. */
export async function startDestination(options: DestinationOptions): Promise<Destination> {
  const { plan, journal, pages, headSeq, isErased, bodies, encode, clock, random, observe, onProgress } =
    options;
  const now = () => clock.now();
  const stopping = new AbortController();
  const aborting = new AbortController();
  const wake = createWake(clock);
  let begun = options.begin === undefined;
  const queue = new PQueue({ concurrency: plan.rate.concurrency });
  const busyKeys = new Set<string>();
  let { delivered } = options;
  /** Claimed, and not settled yet. */
  let running = 0;
  const endings = new Set<Promise<void>>();

  const saver = createStateSaver(journal, plan.name);
  const saved = await journal.openCursor(plan.name, plan.start);
  const cursor = createCursor(journal, plan.name, saved);
  const rest = createOperatorPause({
    destination: plan.name,
    journal,
    now,
    savedAtMs: saved.pausedAtMs,
    publish(state) {
      observe.state(plan.name, state);
      saver.save(state);
      wake.ring();
      onProgress();
    },
  });
  const health = createHealth({ now, saved: saved.state, onChange: (state) => rest.stateChanged(state) });
  const guard = createJournalGuard({
    destination: plan.name,
    health,
    clock,
    random,
    stopping: stopping.signal,
  });
  const retries = createRetrySet(journal, plan.name, () => now() + longestWaitMs(plan.retry), now);
  const requeues = createRequeues(retries);
  const bucket = createTokenBucket(plan.rate.perSecond, now);
  const limits = batchLimits(plan);
  const { wants, accepts, isUndecided } = createWanted(plan, isErased);
  const loadRecords = createLoadRecords({ plan, limits, bodies, encode, isUndecided });
  const attempts = createAttempts(
    { plan, clock, encodeBatch: options.encodeBatch },
    { write: aborting.signal, check: stopping.signal },
  );
  const pace = createPace(plan.retry, health, createProbe(attempts, health, clock, random), clock, random);
  const settle = createSettleWork({
    destination: plan.name,
    journal,
    cursor,
    retries,
    requeues,
    busyKeys,
    observe,
    guard,
  });
  const fresh = createFreshWork({
    plan,
    limits,
    pages,
    headSeq,
    cursor,
    wants,
    retries,
    busyKeys,
    loadRecords,
    bucket,
    settle,
    clock,
  });
  const work = createFindWork({
    cursor,
    retries,
    busyKeys,
    fresh,
    bucket,
    clock,
    reopen: createReopenedWork({ plan, journal, wants, retries, loadRecords, clock }),
    nextRetries: createRetryWork({ plan, limits, journal, accepts, retries, loadRecords, clock }),
    isIdle: () => running === 0,
  });
  const deliverJob = createDeliverJob({
    plan,
    attempts,
    loadRecords,
    isErased,
    encode,
    clock,
    random,
    observe,
    awayUntilMs: () => health.awayUntilMs,
    stopped: aborting.signal,
  });
  const finishJob = createFinishJob({
    plan,
    journal,
    health,
    settle,
    hold: (job) => work.hold(job),
    guard,
    now,
    random,
  });

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
      wake.ring();
      onProgress();
    }
  }

  async function run(job: Job, ahead: boolean): Promise<void> {
    let last: (() => Promise<void>) | undefined;
    try {
      // What was claimed ahead waits where the one before it has failed; a stop leaves it claimed.
      if (!ahead || (health.state.status === "healthy" && !rest.isPaused)) last = await deliver(job);
      else work.hold(job);
    } catch (error) {
      pace.waitAtLeast(guard.failed(error));
    }
    const ending = end(last).finally(() => endings.delete(ending));
    endings.add(ending);
  }

  function start(job: Job): void {
    for (const key of job.keys) busyKeys.add(key);
    bucket.take(job.parts.reduce((sum, { pendings }) => sum + pendings.length, 0));
    const ahead = queue.pending >= queue.concurrency;
    running++;
    void queue.add(() => (ahead && stopping.signal.aborted ? undefined : run(job, ahead)));
  }

  /** Starts one piece of work when there is one; returns when to come back, Unix milliseconds. */
  async function step(): Promise<number> {
    if (!begun || rest.isPaused) return Infinity;
    if (health.state.status === "paused") return pace.probe(work.nothingFailed);
    if (now() < pace.resumeAtMs) return pace.resumeAtMs;
    const concurrency = health.state.status === "healthy" ? plan.rate.concurrency : 1;
    if (queue.concurrency !== concurrency) queue.concurrency = concurrency;
    // While all are being written one more is claimed and one is settled, so that no write waits for the journal.
    const most = concurrency === 1 ? 1 : concurrency + 2;
    if (running >= most || queue.size > 0) return Infinity;
    const found = await work.next();
    guard.worked();
    if (found === "again") return 0;
    if ("waitUntilMs" in found) return found.waitUntilMs;
    if (!stopping.signal.aborted) start(found);
    return 0;
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      let comeBackAtMs = 0;
      try {
        comeBackAtMs = await step();
      } catch (error) {
        pace.waitAtLeast(guard.failed(error));
      }
      onProgress();
      if (comeBackAtMs > now()) await wake.wait(comeBackAtMs);
    }
  }

  async function begin(): Promise<void> {
    await options.begin;
    begun = true;
    wake.ring();
  }

  const looping = loop();
  if (!begun) void begin();

  return {
    plan,
    get state() {
      return rest.shown(health.state);
    },
    get pausedBy() {
      return rest.pausedBy(health.state);
    },
    get lastFailure() {
      return health.lastFailure;
    },
    get settledThrough() {
      return cursor.settledThrough;
    },
    get delivered() {
      return delivered;
    },
    ring: () => wake.ring(),
    async check() {
      const failure = await attempts.check();
      if (failure === null && health.state.status === "paused") health.probeSucceeded();
      return failure;
    },
    pause: () => rest.pause(),
    resume: () => rest.resume(health),
    requeueing(rows) {
      const end = requeues.begin(rows);
      return (written) => {
        end(written);
        wake.ring();
      };
    },
    stop: createStopLoop({
      stopping,
      aborting,
      clock,
      ring: () => wake.ring(),
      async end() {
        await looping;
        await queue.onIdle();
        await Promise.all(endings);
        try {
          await fresh.recordPassedOver();
        } catch {
          // What was passed over is passed over again when it goes on.
        }
        await saver.idle();
      },
    }),
  };
}
