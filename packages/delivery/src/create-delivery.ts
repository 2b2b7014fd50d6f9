import { DeliveryError } from "@musette/core";
import { isBatchFormat } from "./batch-formats.ts";
import type { Delivery, DeliveryOptions, DestinationPlan, DestinationStatus } from "./delivery.ts";
import { startDestination, type Destination } from "./destination.ts";
import { encodeJson } from "./encode-json.ts";
import { guardObserver } from "./guard-observer.ts";
import { createErasures } from "./erasures.ts";
import { createLogPages } from "./log-pages.ts";
import { oldestUnsentAtMs } from "./oldest-unsent.ts";
import { createRedeliver } from "./redeliver.ts";
import { startPausedDestination } from "./paused-destination.ts";
import { sleep } from "./sleep.ts";

/** A connector that does not close within this is left behind. */
const closeTimeoutMs = 5_000;

/**
 * Delivers the journal to the destinations, each at its own pace.
 *
 * @throws {DeliveryError} `rejected` when a destination's format has no encoder.
 */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { journal, bodies, clock, random = Math.random, encode = encodeJson } = options;
  for (const plan of options.destinations) requireEncoder(plan, options);
  const observe = guardObserver(options.observe);
  const pages = createLogPages(journal);
  const erasures = createErasures();
  const waiters = new Set<() => void>();
  const redeliver = createRedeliver({
    journal,
    names: options.destinations.map(({ name }) => name),
    destinations: () => destinations,
    clock,
  });
  let destinations: readonly Destination[] = [];
  let headSeq = 0;
  let stopListening: (() => void) | undefined;
  let starting: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  function noteHead(seq: number): void {
    headSeq = Math.max(headSeq, seq);
    for (const destination of destinations) destination.ring();
  }

  function onProgress(): void {
    for (const check of waiters) check();
  }

  async function startOne(plan: DestinationPlan): Promise<Destination> {
    if (plan.paused) return startPausedDestination({ plan, journal, clock, observe });
    return startDestination({
      plan,
      journal,
      pages,
      headSeq: () => headSeq,
      isErased: (event) => erasures.isErased(event),
      bodies,
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
    const started = await Promise.allSettled(options.destinations.map(startOne));
    destinations = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    for (const result of started) if (result.status === "rejected") throw result.reason;
    noteHead(headSeq);
  }

  async function findStarted(name: string): Promise<Destination> {
    await starting?.catch(() => undefined);
    const found = destinations.find(({ plan }) => plan.name === name);
    if (found !== undefined) return found;
    const names = options.destinations.map((plan) => plan.name).join(", ");
    const message = `There is no destination "${name}". Configured are: ${names}.`;
    throw new DeliveryError("not_found", message, { context: { destination: name } });
  }

  async function closeConnector({ connector }: DestinationPlan): Promise<void> {
    const closed = new AbortController();
    try {
      await Promise.race([connector.close(), sleep(clock, closeTimeoutMs, closed.signal)]);
    } catch {
      // There is nobody left to tell, and the others are closed all the same.
    } finally {
      closed.abort();
    }
  }

  async function stopAll(timeoutMs: number): Promise<void> {
    stopListening?.();
    await starting?.catch(() => undefined);
    await Promise.all(destinations.map((destination) => destination.stop(timeoutMs)));
    await Promise.all(options.destinations.map(closeConnector));
  }

  return {
    start: () => (starting ??= startAll()),
    async status() {
      const [summaries, stats] = await Promise.all([journal.destinations(), journal.stats()]);
      const statuses = destinations.map(async (destination): Promise<DestinationStatus> => {
        const { plan, state, settledThrough, delivered, pausedBy, lastFailure } = destination;
        const summary = summaries.find((found) => found.destination === plan.name);
        const { name, type } = plan;
        const retries = summary?.retries ?? 0;
        const lagEvents = Math.max(0, stats.headSeq - settledThrough);
        const oldestAtMs = await oldestUnsentAtMs(journal, { name, settledThrough, lagEvents, retries });
        return {
          name,
          type,
          state,
          lagEvents,
          settledThrough,
          retries,
          deadLetters: summary?.deadLetters ?? 0,
          delivered,
          oldestUnsentAtMs: oldestAtMs,
          pausedBy,
          lastFailure,
        };
      });
      return await Promise.all(statuses);
    },
    isTaking: () => destinations.some(({ state }) => state.status !== "paused"),
    async redeliver(redelivery) {
      // Those that are just starting would not learn of it.
      await starting?.catch(() => undefined);
      return await redeliver(redelivery);
    },
    async pause(name) {
      await (await findStarted(name)).pause();
    },
    async resume(name) {
      await (await findStarted(name)).resume();
    },
    async check(name) {
      const failure = await (await findStarted(name)).check();
      if (failure === undefined) throw new DeliveryError("unavailable", `${name} is being stopped.`);
      return failure === null ? null : { code: failure.code, message: failure.message };
    },
    async drained({ signal }) {
      noteHead((await journal.stats()).headSeq);
      const isDrained = () =>
        destinations.every(
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
