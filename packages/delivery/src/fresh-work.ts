import type { Clock } from "@musette/core";
import type { StoredEvent } from "@musette/journal";
import type { BatchRoom } from "./batch-room.ts";
import { chooseEvents, type EventChoice } from "./choose-events.ts";
import type { Cursor } from "./cursor.ts";
import type { DestinationPlan } from "./delivery.ts";
import { fillBatch } from "./fill-batch.ts";
import { createJob, type Job } from "./job.ts";
import type { LoadRecords } from "./load-records.ts";
import type { LogPages } from "./log-pages.ts";
import { createPending } from "./pending.ts";
import type { RetrySet } from "./retry-set.ts";
import type { SettleWork } from "./settle-work.ts";
import type { TokenBucket } from "./token-bucket.ts";
import { waitBehind } from "./wait-behind.ts";

/** What came of looking for work: a job, a reason to look again at once, or how long there is none. */
export type FreshWork = Job | "again" | { readonly waitUntilMs: number };

export interface FreshWorkSource {
  next(): Promise<FreshWork>;
  /** Tells the journal how far events were passed over. */
  recordPassedOver(): Promise<void>;
}

export interface FreshWorkOptions {
  readonly plan: Pick<DestinationPlan, "name" | "batch">;
  readonly limits: { readonly records: number; readonly bytes: number };
  readonly pages: LogPages;
  readonly headSeq: () => number;
  readonly cursor: Cursor;
  readonly wants: (event: StoredEvent) => boolean;
  readonly retries: RetrySet;
  readonly busyKeys: ReadonlySet<string>;
  readonly loadRecords: LoadRecords;
  readonly bucket: TokenBucket;
  readonly room: BatchRoom;
  readonly settle: Pick<SettleWork, "claim">;
  readonly clock: Clock;
}

/** A run of unwanted events is recorded after so many or so long, not with every page. */
const mostUnrecorded = 50_000;
const longestUnrecordedMs = 5_000;

/** Cuts batches from the log, in order, and claims each before it is written. */
export function createFreshWork(options: FreshWorkOptions): FreshWorkSource {
  const { plan, limits, pages, headSeq, cursor, wants, retries, busyKeys, loadRecords, bucket } = options;
  const { room, settle, clock } = options;
  let unrecordedSinceMs = Infinity;
  /** When the first event of an unfilled batch was first seen here. */
  let oldest = { seq: 0, seenAtMs: 0 };
  /** Until then the rate limit lets no batch go. */
  let paceUntilMs = 0;
  /** An unfilled batch that was looked at: it waits for that event, or that long. */
  let unfilled = { position: -1, fullAtSeq: 0, readyAtMs: 0 };

  async function recordPassedOver(): Promise<void> {
    const { position, unrecorded } = cursor;
    if (unrecorded === 0) return;
    const claim = await cursor.claim(position - unrecorded + 1, position, position);
    unrecordedSinceMs = Infinity;
    await settle.claim(claim, []);
  }

  async function passOver({ through, complete }: EventChoice): Promise<FreshWork> {
    const advanced = through > cursor.position;
    if (advanced) {
      cursor.passOver(through);
      unrecordedSinceMs = Math.min(unrecordedSinceMs, clock.now());
    }
    const dueAtMs = unrecordedSinceMs + longestUnrecordedMs;
    if (cursor.unrecorded >= mostUnrecorded || dueAtMs <= clock.now()) await recordPassedOver();
    if (complete && advanced) return "again";
    return { waitUntilMs: cursor.unrecorded > 0 ? dueAtMs : Infinity };
  }

  async function setBehind({ events, through }: EventChoice): Promise<FreshWork> {
    const rows = events.map((event) => waitBehind(event, retries.blocker(event), clock.now()));
    const claim = await cursor.claim(events[0]!.seq, events.at(-1)!.seq, through);
    unrecordedSinceMs = Infinity;
    await settle.claim(claim, rows);
    return "again";
  }

  /** How long an unfilled batch waits for company; no longer where the clock was set back. */
  function fullEnoughAtMs(event: StoredEvent): number {
    if (oldest.seq !== event.seq) oldest = { seq: event.seq, seenAtMs: clock.now() };
    return Math.min(event.receivedAtMs, oldest.seenAtMs) + plan.batch.waitMs;
  }

  async function claimBatch(events: readonly StoredEvent[], through: number): Promise<FreshWork> {
    const first = events[0]!;
    const taken = room.forBatch(first.seq);
    if (taken === undefined) return { waitUntilMs: Infinity };
    try {
      const candidates = events.map((event) => createPending(event));
      const filled = await fillBatch(candidates, { ...limits, bytes: taken.bytes }, loadRecords);
      const { pendings, refusals } = filled;
      const delayMs = bucket.delayMs(pendings.length);
      if (delayMs > 0) {
        taken.giveBack();
        paceUntilMs = clock.now() + delayMs;
        return { waitUntilMs: paceUntilMs };
      }
      if (!room.fit(taken, pendings)) return { waitUntilMs: Infinity };
      const last = events[filled.taken - 1]!;
      const isAll = filled.taken === events.length;
      const claim = await cursor.claim(first.seq, last.seq, isAll ? through : last.seq);
      unrecordedSinceMs = Infinity;
      const keys = pendings.map(({ event }) => event.key);
      const parts = pendings.length > 0 ? [{ batchId: `${plan.name}-${claim.id}`, pendings }] : [];
      return createJob({ claim, rows: [], keys, parts, refusals, room: taken }, clock.now());
    } catch (error) {
      taken.giveBack();
      throw error;
    }
  }

  return {
    recordPassedOver,
    async next() {
      if (clock.now() < paceUntilMs) return { waitUntilMs: paceUntilMs };
      // Not with every event that arrives: it would be as many looks at the log, each at the whole batch.
      const { position, fullAtSeq, readyAtMs: knownReadyAtMs } = unfilled;
      const isUnfilled = position === cursor.position && headSeq() < fullAtSeq;
      if (isUnfilled && clock.now() < knownReadyAtMs) return { waitUntilMs: knownReadyAtMs };
      const choice = await chooseEvents({
        pages,
        wants,
        after: cursor.position,
        headSeq: headSeq(),
        knownThrough: retries.knownThrough,
        limit: limits.records,
        isBlocked: (event) => retries.blocker(event) !== undefined,
        isBusy: (key) => busyKeys.has(key),
      });
      const first = choice.events[0];
      if (first === undefined) return passOver(choice);
      if (choice.behind) return setBehind(choice);
      const readyAtMs = fullEnoughAtMs(first);
      if (!choice.complete && clock.now() < readyAtMs) {
        const missing = limits.records - choice.events.length;
        unfilled = { position: cursor.position, fullAtSeq: choice.through + missing, readyAtMs };
        return { waitUntilMs: readyAtMs };
      }
      return claimBatch(choice.events, choice.through);
    },
  };
}
