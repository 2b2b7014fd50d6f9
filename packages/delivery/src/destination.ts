import type { StoredEvent } from "@musette/journal";
import { createAttempts } from "./attempt.ts";
import { longestWaitMs } from "./backoff.ts";
import { createBatchRoom } from "./batch-room.ts";
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
import type { SharedMemory } from "./shared-memory.ts";
import { createJobRunner } from "./job-runner.ts";
import { createJournalGuard } from "./journal-guard.ts";
import { createLoadRecords } from "./load-records.ts";
import type { LogPages } from "./log-pages.ts";
import { createOperatorPause } from "./operator-pause.ts";
import { createPace } from "./pace.ts";
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
  readonly memory: SharedMemory;
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
  const {
    plan,
    journal,
    pages,
    headSeq,
    isErased,
    bodies,
    memory,
    encode,
    clock,
    random,
    observe,
    onProgress,
  } = options;
  const now = () => clock.now();
  const stopping = new AbortController();
  const aborting = new AbortController();
  const wake = createWake(clock);
  let begun = options.begin === undefined;
  const busyKeys = new Set<string>();

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
  const share = memory.join(() => wake.ring());
  const room = createBatchRoom(share, limits, () => jobs.running === 0);
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
    room,
    settle,
    clock,
  });
  const work = createFindWork({
    cursor,
    retries,
    busyKeys,
    fresh,
    bucket,
    room,
    clock,
    reopen: createReopenedWork({ plan, journal, wants, retries, loadRecords, room, clock }),
    nextRetries: createRetryWork({ plan, limits, journal, accepts, retries, loadRecords, room, clock }),
    isIdle: () => jobs.running === 0,
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

  const jobs = createJobRunner({
    concurrency: plan.rate.concurrency,
    deliverJob,
    finishJob,
    hold: (job) => work.hold(job),
    health,
    isPaused: () => rest.isPaused,
    pace,
    guard,
    busyKeys,
    bucket,
    stopping: stopping.signal,
    delivered: options.delivered,
    onEnd() {
      wake.ring();
      onProgress();
    },
  });

  /** Starts one piece of work when there is one; returns when to come back, Unix milliseconds. */
  async function step(): Promise<number> {
    if (!begun || rest.isPaused) return Infinity;
    if (health.state.status === "paused") return pace.probe(work.nothingFailed);
    if (now() < pace.resumeAtMs) return pace.resumeAtMs;
    if (!jobs.takesAnother() || room.waits) return Infinity;
    const found = await work.next();
    guard.worked();
    if (found === "again") return 0;
    if ("waitUntilMs" in found) return found.waitUntilMs;
    if (stopping.signal.aborted) found.room?.giveBack();
    else jobs.start(found);
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
      return jobs.delivered;
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
        await jobs.idle();
        share.leave();
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
