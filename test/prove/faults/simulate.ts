import type { Clock } from "@musette/core";
import { createDelivery, createEventBodies, type DestinationPlan } from "@musette/delivery";
import { createFakeClock, type FakeClock, type Random } from "@musette/testing";
import {
  createTestingConnector,
  seqOf,
  type TestingConnector,
} from "../../../packages/delivery/src/testing-delivery.ts";
import { createTestingJournal } from "../../../packages/delivery/src/testing-journal.ts";

type Write = TestingConnector["onWrite"];

/** What a destination does with a batch; `elapsedMs` since the start. */
export type Behaviour = (elapsedMs: number, random: Random, clock: FakeClock) => ReturnType<typeof asWrite>;

const asWrite = (write: Write): Write => write;

export interface Simulation {
  readonly events: number;
  /** Over so long the events come in. */
  readonly spanMs: number;
  readonly keys: number;
  readonly random: Random;
  /** Of each destination by its name; undefined: takes everything at once. */
  readonly destinations: Readonly<Record<string, Behaviour | undefined>>;
  /** How far the wall clock is off at a time; 0 when left out. */
  readonly clockIsOffMs?: (elapsedMs: number) => number;
  /** How long to wait after the last event. */
  readonly patienceMs: number;
  readonly signal: AbortSignal;
}

export interface Taken {
  readonly seq: number;
  readonly key: string;
  readonly elapsedMs: number;
}

export interface Simulated {
  /** What each destination took, in order, repeats too. */
  readonly taken: Readonly<Record<string, readonly Taken[]>>;
  readonly deadLetters: number;
}

const startMs = Date.UTC(2026, 0, 1);
/** The events come in so many portions. */
const portions = 200;

/** The delivery loop with a journal in memory, on a clock that is moved on by hand. */
export async function simulate(simulation: Simulation): Promise<Simulated> {
  const { events, spanMs, keys, random, destinations, clockIsOffMs = () => 0, signal } = simulation;
  const steady = createFakeClock(startMs);
  const elapsedMs = () => steady.now() - startMs;
  const clock: Clock = {
    now: () => steady.now() + clockIsOffMs(elapsedMs()),
    elapsed: elapsedMs,
    after: (delayMs, action) => steady.after(delayMs, action),
  };
  const journal = createTestingJournal();
  const keyOf = new Map<number, string>();
  const taken: Record<string, Taken[]> = {};
  const plans = Object.entries(destinations).map(([name, behave]): DestinationPlan => {
    const connector = createTestingConnector(steady);
    const list: Taken[] = (taken[name] = []);
    connector.onWrite = async (batch, options) => {
      const failures = behave ? await behave(elapsedMs(), random, steady)(batch, options) : [];
      const failed = new Set(failures.map(({ id }) => id));
      for (const record of batch.records) {
        const seq = seqOf(record);
        if (!failed.has(record.id)) list.push({ seq, key: keyOf.get(seq) ?? "", elapsedMs: elapsedMs() });
      }
      return failures;
    };
    return planOf(name, connector);
  });
  const made = createEventBodies({ journal, renormalize: () => [], maxBytes: 1_000_000 });
  const delivery = createDelivery({
    journal,
    destinations: plans,
    bodies: {
      ...made,
      async load(stored) {
        for (const event of stored) made.remember({ ...event, body: () => ({ seq: event.seq }) }, 0);
        return await made.load(stored);
      },
    },
    clock,
    random: () => random.next(),
  });
  await delivery.start();
  const perStep = Math.ceil(events / portions);
  const stepMs = Math.round(spanMs / Math.ceil(events / perStep));
  for (let stored = 0; stored < events; stored += perStep) {
    signal.throwIfAborted();
    for (let n = stored; n < Math.min(stored + perStep, events); n++) {
      const key = `key-${random.integer(1, keys)}`;
      const [event] = journal.store({ key, receivedAtMs: clock.now() });
      if (event) keyOf.set(event.seq, key);
    }
    await steady.advance(stepMs);
  }
  await steady.advance(simulation.patienceMs);
  const deadLetters = plans.reduce((sum, { name }) => sum + journal.lane(name).deadLetters.size, 0);
  await Promise.all([delivery.stop({ timeoutMs: 0 }), steady.advance(0)]);
  return { taken, deadLetters };
}

function planOf(name: string, connector: TestingConnector): DestinationPlan {
  return {
    name,
    type: "test",
    connector,
    limits: { records: 100, bytes: 1_000_000 },
    format: "json",
    accepts: () => true,
    batch: { records: 20, bytes: 1_000_000, waitMs: 0 },
    retry: { firstMs: 1_000, longestMs: 600_000, giveUpAfterMs: 7 * 86_400_000 },
    rate: { concurrency: 4, perSecond: null },
    start: "beginning",
    paused: false,
    timeoutMs: 30_000,
  };
}

/** Events that were never taken. */
export function missing(taken: readonly Taken[], events: number): number {
  return events - new Set(taken.map(({ seq }) => seq)).size;
}

/** How often an older event of a key was first taken after a newer one. */
export function misordered(taken: readonly Taken[]): number {
  const newest = new Map<string, number>();
  const seen = new Set<number>();
  let wrong = 0;
  for (const { seq, key } of taken) {
    if (seen.has(seq)) continue;
    seen.add(seq);
    if (seq < (newest.get(key) ?? 0)) wrong++;
    else newest.set(key, seq);
  }
  return wrong;
}
