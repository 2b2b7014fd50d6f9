import { DeliveryError } from "@musette/core";
import { isBatchFormat } from "./batch-formats.ts";
import type { Delivery, DeliveryOptions, DestinationPlan } from "./delivery.ts";
import { startDestination } from "./destination.ts";
import { encodeJson } from "./encode-json.ts";
import { guardObserver } from "./guard-observer.ts";
import { createSharedMemory } from "./shared-memory.ts";
import { createErasures } from "./erasures.ts";
import { createLogPages } from "./log-pages.ts";
import { readStatus } from "./read-status.ts";
import { createSteadyClock } from "./steady-clock.ts";
import { createRedeliver } from "./redeliver.ts";
import { createRoster } from "./roster.ts";
import { startPausedDestination } from "./paused-destination.ts";
import type { Destination } from "./started-destination.ts";
import { writeTest } from "./write-test.ts";

/** As JSON; with what is made of them they take several times as much, which `npm run prove -- memory` measures. */
const defaultInFlightBytes = 64_000_000;

/**
 * Delivers the journal to the destinations, each at its own pace.
 *
 * @throws {DeliveryError} `rejected` when a destination's format has no encoder.
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { journal, bodies, random = Math.random, encode = encodeJson } = options;
  const clock = createSteadyClock(options.clock);
  for (const plan of options.destinations) requireEncoder(plan, options);
  const observe = guardObserver(options.observe);
  const pages = createLogPages(journal);
  const erasures = createErasures();
  const memory = createSharedMemory(options.maxInFlightBytes ?? defaultInFlightBytes);
  const waiters = new Set<() => void>();
  const roster = createRoster({
    plans: options.destinations,
    journal,
    clock,
    random,
    observe,
    startOne,
    onProgress,
  });
  const redeliver = createRedeliver({ journal, roster, clock });
  let headSeq = 0;
  let stopListening: (() => void) | undefined;
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  function noteHead(seq: number): void {
    headSeq = Math.max(headSeq, seq);
    for (const destination of roster.destinations) destination.ring();
  }

  function onProgress(): void {
    for (const check of waiters) check();
  }

  async function startOne(plan: DestinationPlan, delivered: number): Promise<Destination> {
    if (plan.paused) return startPausedDestination({ plan, delivered, journal, clock, observe });
    return startDestination({
      plan,
      delivered,
      journal,
      pages,
      headSeq: () => headSeq,
      isErased: (event) => erasures.isErased(event),
      begin: options.begin,
      bodies,
      memory,
      encode,
      encodeBatch: options.encodeBatch,
      clock,
      random,
      observe,
      onProgress,
    });
  }

  async function startAll(): Promise<void> {
    const stops = [journal.onAppend(noteHead), journal.onErase((erasure) => erasures.note(erasure))];
    stopListening = () => {
      for (const stop of stops) stop();
    };
    noteHead((await journal.stats()).headSeq);
    await roster.start();
  }

  /** Calls `work` with a destination that is whole: not while one is taking another's place. */
  async function useOne<Result>(
    name: string,
    work: (destination: Destination) => Result,
  ): Promise<Awaited<Result>> {
    await starting?.catch(() => undefined);
    return await roster.use(() => {
      const found = roster.destinations.find(({ plan }) => plan.name === name);
      if (found !== undefined) return work(found);
      const message = `There is no destination "${name}". Configured are: ${roster.names.join(", ")}.`;
      throw new DeliveryError("not_found", message, { context: { destination: name } });
    });
  }

  async function stopAll(timeoutMs: number): Promise<void> {
    stopListening?.();
    await starting?.catch(() => undefined);
    await roster.stop(timeoutMs);
  }

  return {
    start: () => (starting ??= startAll()),
    async reconfigure(plans, how) {
      for (const plan of plans) requireEncoder(plan, options);
      await starting;
      await roster.put(plans, how);
    },
    status: () => readStatus(journal, () => roster.destinations),
    isTaking: () => roster.destinations.some(({ state }) => state.status !== "paused"),
    async redeliver(redelivery) {
      // Those that are just starting would not learn of it.
      await starting?.catch(() => undefined);
      return await redeliver(redelivery);
    },
    pause: (name) => useOne(name, (destination) => destination.pause()),
    resume: (name) => useOne(name, (destination) => destination.resume()),
    async check(name) {
      const check = () => useOne(name, (destination) => destination.check());
      let failure = await check();
      // It is being changed: its new self is asked.
      if (failure === undefined) failure = await roster.settled().then(check);
      if (failure === undefined) throw new DeliveryError("unavailable", `${name} is being stopped.`);
      return failure === null ? null : { code: failure.code, message: failure.message };
    },
    writeTest: (name, test, { signal }) =>
      useOne(name, async ({ plan }) => {
        const { encodeBatch } = options;
        return await writeTest(plan, test, { encode, encodeBatch, clock, signal });
      }),
    async drained({ signal }) {
      noteHead((await journal.stats()).headSeq);
      const isDrained = () =>
        roster.destinations.every(
          ({ state, settledThrough }) => state.status === "paused" || settledThrough >= headSeq,
        );
      signal.throwIfAborted();
      if (isDrained()) return;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const check = () => {
        if (isDrained()) resolve();
      };
      const abort = () => reject(signal.reason as Error);
      waiters.add(check);
      signal.addEventListener("abort", abort);
      try {
        await promise;
      } finally {
        waiters.delete(check);
        signal.removeEventListener("abort", abort);
      }
    },
    stop: ({ timeoutMs }) => (stopping ??= stopAll(timeoutMs)),
  };
}

function requireEncoder({ name, format }: DestinationPlan, { encode, encodeBatch }: DeliveryOptions): void {
  if (format === "json" || (isBatchFormat(format) ? encodeBatch : encode) !== undefined) return;
  throw new DeliveryError(
    "rejected",
    `Destination ${name} wants format ${format}, which has no encoder. Use json.`,
  );
}
