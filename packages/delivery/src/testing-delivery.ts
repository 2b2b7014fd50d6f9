import {
  DeliveryError,
  type Batch,
  type Connector,
  type DeliveryCode,
  type DeliveryRecord,
  type RecordFailure,
} from "@musette/core";
import { createFakeClock, type FakeClock } from "@musette/testing";
import { createDelivery } from "./create-delivery.ts";
import type {
  Delivery,
  DeliveryObserver,
  DeliveryOptions,
  DestinationPlan,
  EventBodies,
} from "./delivery.ts";
import { createEventBodies } from "./event-bodies.ts";
import { createTestingJournal, type TestingJournal } from "./testing-journal.ts";

type Write = (batch: Batch, options: { readonly signal: AbortSignal }) => Promise<readonly RecordFailure[]>;

/** A connector that does what the test says, and remembers what it was asked. */
export interface TestingConnector extends Connector {
  /** Every write, in order of its start: the batch's id and its records' `seq`. */
  readonly writes: { readonly id: string; readonly seqs: readonly number[]; readonly atMs: number }[];
  readonly checksAtMs: number[];
  onWrite: Write;
  onCheck: () => Promise<void>;
  closed: number;
}

/** Everything that delivery needs, on a clock that stands still. */
export interface TestBench {
  readonly clock: FakeClock;
  readonly journal: TestingJournal;
  readonly connector: TestingConnector;
  /** What the observer was told, one line each. */
  readonly told: string[];
  plan(changes?: Partial<DestinationPlan>): DestinationPlan;
  /** A delivery that has started, as after a restart of the server. */
  start(options?: StartOptions): Promise<Delivery>;
}

interface StartOptions extends Partial<
  Pick<DeliveryOptions, "encode" | "encodeBatch" | "clock" | "begin" | "maxInFlightBytes">
> {
  readonly destinations?: readonly DestinationPlan[];
  readonly bodies?: EventBodies;
  readonly random?: () => number;
  readonly observe?: DeliveryObserver;
  /** Given the delivery when it has been told to start. */
  readonly whileStarting?: (delivery: Delivery) => void;
}

export const delivered: Write = async () => [];

export function failureOf(
  record: DeliveryRecord,
  code: DeliveryCode,
  more: { readonly retryAfterMs?: number } = {},
): RecordFailure {
  return { id: record.id, code, message: `The test says ${code}.`, ...more };
}

/** A destination that fails every batch, or every check. */
export function fail(code: DeliveryCode, retryAfterMs?: number): () => Promise<never> {
  return async () => {
    throw new DeliveryError(
      code,
      `The test says ${code}.`,
      retryAfterMs === undefined ? {} : { retryAfterMs },
    );
  };
}

/** A destination that fails batches that hold a record with this `seq`. */
export function failOn(code: DeliveryCode, seq: number): Write {
  return async (batch) => {
    if (batch.records.some((record) => seqOf(record) === seq)) {
      throw new DeliveryError(code, `The test says ${code}.`);
    }
    return [];
  };
}

export function many(count: number): Record<string, never>[] {
  return Array.from({ length: count }, () => ({}));
}

export function seqOf(record: DeliveryRecord): number {
  return Number(record.id.replace("event-", ""));
}

export function createTestingConnector(clock: FakeClock): TestingConnector {
  const connector: TestingConnector = {
    writes: [],
    checksAtMs: [],
    closed: 0,
    onWrite: delivered,
    onCheck: async () => undefined,
    write(batch, options) {
      connector.writes.push({ id: batch.id, seqs: batch.records.map(seqOf), atMs: clock.now() });
      return connector.onWrite(batch, options);
    },
    check() {
      connector.checksAtMs.push(clock.now());
      return connector.onCheck();
    },
    async close() {
      connector.closed++;
    },
  };
  return connector;
}

/** Bodies that say which event they are of. */
function createTestingBodies(journal: Pick<TestingJournal, "payloadSizes" | "readPayloads">): EventBodies {
  const bodies = createEventBodies({ journal, renormalize: () => [], maxBytes: 1_000_000 });
  return {
    ...bodies,
    async load(events) {
      for (const event of events) bodies.remember({ ...event, body: () => ({ seq: event.seq }) }, 0);
      return bodies.load(events);
    },
  };
}

export function createTestBench(startMs = 1_000_000): TestBench {
  const clock = createFakeClock(startMs);
  const journal = createTestingJournal();
  const connector = createTestingConnector(clock);
  const told: string[] = [];
  const observe: DeliveryObserver = {
    attempt: (destination, outcome, records) => told.push(`${destination} ${outcome} ${records}`),
    state: (destination, { status, code }) => told.push(`${destination} is ${status} ${code}`),
    deadLetter: (destination, eventId, code) => told.push(`${destination} lost ${eventId} ${code}`),
    removed: (destination) => told.push(`${destination} is gone`),
    claimCheck: (destination, store, failure) =>
      told.push(`${store} of ${destination}: ${failure?.code ?? "well"}`),
  };

  function plan(changes: Partial<DestinationPlan> = {}): DestinationPlan {
    return {
      name: "lake",
      type: "test",
      connector,
      limits: { records: 100, bytes: 1_000_000 },
      format: "json",
      accepts: () => true,
      batch: { records: 10, bytes: 1_000_000, waitMs: 0 },
      retry: { firstMs: 1_000, longestMs: 60_000, giveUpAfterMs: 604_800_000 },
      rate: { concurrency: 1, perSecond: null },
      start: "beginning",
      paused: false,
      timeoutMs: 30_000,
      ...changes,
    };
  }

  return {
    clock,
    journal,
    connector,
    told,
    plan,
    async start(options = {}) {
      const {
        destinations = [plan()],
        bodies = createTestingBodies(journal),
        whileStarting,
        ...others
      } = options;
      const delivery = createDelivery({
        journal,
        destinations,
        bodies,
        clock,
        random: () => 0.5,
        observe,
        ...others,
      });
      const starting = delivery.start();
      whileStarting?.(delivery);
      await starting;
      await clock.advance(0);
      return delivery;
    },
  };
}
