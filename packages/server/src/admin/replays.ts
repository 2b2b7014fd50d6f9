import { randomUUID } from "node:crypto";
import type { ReplayJob } from "@musette/console";
import type { EventFilter, StoredEvent } from "@musette/journal";
import { describeInstant } from "./describe-instant.ts";
import { eachPage } from "./each-page.ts";
import type { AdminOptions } from "./options.ts";

const mostKept = 50;
const mostRunning = 4;
const progressMs = 500;

/** What a replay is about. */
export interface ReplayOrder {
  readonly destination: string;
  readonly filter: EventFilter;
  readonly request: ReplayJob["request"];
}

/** Replays: at once, or as jobs that go on when their request has been answered. */
export interface Replays {
  /** Returns how many were set. */
  run(
    order: ReplayOrder,
    signal: AbortSignal,
    note?: (seen: number, replayed: number) => void,
  ): Promise<number>;
  /** Undefined: too many run already. */
  start(order: ReplayOrder, matched: number): ReplayJob | undefined;
  stop(id: string): ReplayJob | undefined;
  find(id: string): ReplayJob | undefined;
  /** Newest first. */
  list(): readonly ReplayJob[];
  onProgress(listener: (job: ReplayJob) => void): void;
}

export function createReplays({ journal, delivery, clock, stopping }: AdminOptions): Replays {
  const jobs = new Map<string, { job: ReplayJob; readonly stop: AbortController }>();
  const listeners: ((job: ReplayJob) => void)[] = [];

  const run: Replays["run"] = async ({ destination, filter }, signal, note) => {
    let seen = 0;
    let replayed = 0;
    const find = (after: StoredEvent | undefined, limit: number) =>
      journal.findEvents({ ...filter, afterSeq: after?.seq, limit });
    for await (const page of eachPage(find, signal)) {
      const events = page.map(({ seq }) => ({ seq }));
      replayed += await delivery.redeliver({ destinations: [destination], events });
      seen += page.length;
      note?.(seen, replayed);
    }
    return replayed;
  };

  function change(id: string, changed: Partial<ReplayJob>, isTold = true): void {
    const entry = jobs.get(id);
    if (entry === undefined) return;
    entry.job = { ...entry.job, ...changed };
    if (isTold) for (const listener of listeners) listener(entry.job);
  }

  async function work(order: ReplayOrder, id: string, signal: AbortSignal): Promise<void> {
    let toldAtMs = 0;
    const end = (state: ReplayJob["state"], error: string | null) =>
      change(id, { state, error, endedAt: describeInstant(clock.now()) });
    try {
      await run(order, signal, (seen, replayed) => {
        const isTold = clock.now() - toldAtMs >= progressMs;
        if (isTold) toldAtMs = clock.now();
        change(id, { seen, replayed }, isTold);
      });
      end(signal.aborted ? "stopped" : "done", null);
    } catch (error) {
      end("failed", error instanceof Error ? error.message : String(error));
    }
  }

  return {
    run,
    start(order, matched) {
      const entries = [...jobs.values()];
      if (entries.filter(({ job }) => job.state === "running").length >= mostRunning) return undefined;
      const id = randomUUID();
      const stop = new AbortController();
      const startedAt = describeInstant(clock.now());
      const job: ReplayJob = {
        id,
        request: order.request,
        state: "running",
        matched,
        replayed: 0,
        seen: 0,
        startedAt,
        endedAt: null,
        error: null,
      };
      jobs.set(id, { job, stop });
      for (const [oldest, entry] of jobs) {
        if (jobs.size <= mostKept) break;
        if (entry.job.state !== "running") jobs.delete(oldest);
      }
      change(id, {});
      void work(order, id, AbortSignal.any([stop.signal, stopping]));
      return job;
    },
    stop(id) {
      jobs.get(id)?.stop.abort();
      return jobs.get(id)?.job;
    },
    find: (id) => jobs.get(id)?.job,
    list: () => [...jobs.values()].map(({ job }) => job).reverse(),
    onProgress: (listener) => void listeners.push(listener),
  };
}
