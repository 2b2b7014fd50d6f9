import type { Clock } from "@musette/core";
import type { BatchRoom } from "./batch-room.ts";
import type { Cursor } from "./cursor.ts";
import type { FreshWork, FreshWorkSource } from "./fresh-work.ts";
import type { Job, OpenWork } from "./job.ts";
import { dropRecords } from "./pending.ts";
import type { CanGo, RetrySet } from "./retry-set.ts";
import type { TokenBucket } from "./token-bucket.ts";

/** Decides what a destination does next. */
export interface FindWork {
  next(): Promise<FreshWork>;
  /** Keeps a claim's job, without its records, to be delivered again before anything else. */
  hold(job: Job): void;
  /** Nothing failed is left to be tried again. */
  readonly nothingFailed: boolean;
}

export interface FindWorkOptions {
  readonly cursor: Pick<Cursor, "reopened" | "position">;
  readonly reopen: (claim: OpenWork) => Promise<Job | undefined>;
  readonly retries: RetrySet;
  readonly nextRetries: (canGo: CanGo) => Promise<Job | undefined>;
  readonly busyKeys: ReadonlySet<string>;
  readonly fresh: Pick<FreshWorkSource, "next">;
  readonly bucket: TokenBucket;
  readonly room: Pick<BatchRoom, "forPendings">;
  readonly clock: Clock;
  /** Nothing is being delivered just now. */
  readonly isIdle: () => boolean;
}

/** It is said when there is some. */
const noRoom = { waitUntilMs: Infinity } as const;

/** Claims that wait come first, oldest first; then retries and fresh work take turns. */
export function createFindWork(options: FindWorkOptions): FindWork {
  const { cursor, reopen, retries, nextRetries, busyKeys, fresh, bucket, room, clock, isIdle } = options;
  const reopened = [...cursor.reopened];
  const held: Job[] = [];
  let retriesFirst = true;

  /** Their size is known only later; the bucket may go into debt for them. */
  const paceUntilMs = () => clock.now() + bucket.delayMs(1);

  async function nextHeld(): Promise<FreshWork> {
    const [claim] = reopened;
    if (held.length === 0 && claim !== undefined) {
      const job = await reopen(claim);
      if (job === undefined) return noRoom;
      reopened.shift();
      if (job.room !== null) return job;
      held.push(job);
    }
    const [job] = held;
    if (job === undefined) return "again";
    job.room = room.forPendings(job.parts.flatMap(({ pendings }) => pendings)) ?? null;
    if (job.room === null) return noRoom;
    held.shift();
    return job;
  }

  /**
   * What was asked for may be in the middle of a batch, or not have had its turn in the log yet: it would
   * overtake what comes before it.
   */
  const canGo: CanGo = ({ key, seq }) => !busyKeys.has(key) && seq <= cursor.position;

  async function findRetries(): Promise<FreshWork> {
    if (retries.nextDueAtMs() > clock.now()) return { waitUntilMs: retries.nextDueAtMs() };
    if (paceUntilMs() > clock.now()) return { waitUntilMs: paceUntilMs() };
    return (await nextRetries(canGo)) ?? { waitUntilMs: retries.nextDueAtMs(canGo) };
  }

  async function findFresh(): Promise<FreshWork> {
    return retries.overfull(cursor.position) ? { waitUntilMs: Infinity } : fresh.next();
  }

  return {
    hold(job) {
      for (const { pendings } of job.parts) dropRecords(pendings);
      held.push(job);
      held.sort((a, b) => (a.claim?.after ?? 0) - (b.claim?.after ?? 0));
    },
    get nothingFailed() {
      return held.length === 0 && reopened.length === 0 && retries.nextDueAtMs() === Infinity;
    },
    async next() {
      const { position } = cursor;
      if (retries.knownThrough < Infinity && !retries.overfull(position) && isIdle()) await retries.refill();
      if (retries.knownThrough >= position && held.length + reopened.length > 0) {
        if (paceUntilMs() > clock.now()) return { waitUntilMs: paceUntilMs() };
        return await nextHeld();
      }
      let waitUntilMs = Infinity;
      for (const find of retriesFirst ? [findRetries, findFresh] : [findFresh, findRetries]) {
        const work = await find();
        if (work === "again") return work;
        if ("waitUntilMs" in work) {
          waitUntilMs = Math.min(waitUntilMs, work.waitUntilMs);
          continue;
        }
        retriesFirst = work.claim !== null;
        return work;
      }
      return { waitUntilMs };
    },
  };
}
