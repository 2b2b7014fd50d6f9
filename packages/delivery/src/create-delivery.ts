import { DeliveryError } from "@musette/core";
import type { Delivery, DeliveryOptions, DestinationPlan, DestinationStatus } from "./delivery.ts";
import { startDestination, type Destination } from "./destination.ts";
import { encodeJson } from "./encode-json.ts";
import { guardObserver } from "./guard-observer.ts";
import { createLogPages } from "./log-pages.ts";
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
  if (options.encode === undefined) options.destinations.forEach(requireJson);
  const observe = guardObserver(options.observe);
  const pages = createLogPages(journal);
  const waiters = new Set<() => void>();
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
      bodies,
      encode,
      clock,
      random,
      observe,
      onProgress,
    });
  }

  async function startAll(): Promise<void> {
    stopListening = journal.onAppend(noteHead);
    noteHead((await journal.stats()).headSeq);
    const started = await Promise.allSettled(options.destinations.map(startOne));
    destinations = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    for (const result of started) if (result.status === "rejected") throw result.reason;
    noteHead(headSeq);
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
      return destinations.map(({ plan, state, settledThrough, delivered }): DestinationStatus => {
        const summary = summaries.find(({ destination }) => destination === plan.name);
        return {
          name: plan.name,
          type: plan.type,
          state,
          lagEvents: Math.max(0, stats.headSeq - settledThrough),
          settledThrough,
          retries: summary?.retries ?? 0,
          deadLetters: summary?.deadLetters ?? 0,
          delivered,
        };
      });
    },
    isTaking: () => destinations.some(({ state }) => state.status !== "paused"),
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

function requireJson({ name, format }: DestinationPlan): void {
  if (format === "json") return;
  throw new DeliveryError(
    "rejected",
    `Destination ${name} wants format ${format}, which has no encoder. Use json.`,
  );
}
