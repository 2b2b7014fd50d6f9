import { systemClock } from "@musette/core";
import type { ConnectorDefinition } from "@musette/core";
import { createDelivery, createEventBodies } from "@musette/delivery";
import type { Delivery, DeliveryObserver, DestinationPlan } from "@musette/delivery";
import type { Journal } from "@musette/journal";
import { normalize } from "@musette/normalizer";
import type { HandWriter } from "./sink.ts";
import { parseSinkEvent } from "./sink-events.ts";
import type { SinkEvent } from "./sink-events.ts";

/** As the configuration has it when it says nothing. */
export const batchesInFlight = 2;
const mostRecords = 500;
const bodyCacheBytes = 64 * 1024 * 1024;
const deadlineMs = 300_000;

/** Both sides write batches of this many records. */
export function batchSize({ limits }: ConnectorDefinition): number {
  return Math.min(mostRecords, limits.records);
}

/** A destination as the configuration makes it, of a connector with these keys. */
export function planOf(
  name: string,
  definition: ConnectorDefinition,
  config: Readonly<Record<string, unknown>>,
): DestinationPlan {
  const context = { name, log: () => undefined, now: () => Date.now() };
  return {
    name,
    type: definition.type,
    connector: definition.open(definition.config.parse(config), context),
    limits: definition.limits,
    format: "json",
    accepts: () => true,
    batch: { records: mostRecords, bytes: 8_000_000, waitMs: 200 },
    retry: { firstMs: 1_000, longestMs: 600_000, giveUpAfterMs: 604_800_000 },
    rate: { concurrency: batchesInFlight, perSecond: null },
    start: "beginning",
    paused: false,
    timeoutMs: 30_000,
  };
}

/**
 * Where an event is when a measurement starts: `live` as it came through the door a moment ago (on disk, and its
 * item still in memory), `backlog` on disk only (for the loop by hand: in memory, as the bytes that came in).
 */
export type From = "live" | "backlog";

/** Delivery over a journal that holds the events already, as the server composes it. */
export function deliveryOf(
  journal: Journal,
  destinations: readonly DestinationPlan[],
  options: { readonly live?: readonly SinkEvent[]; readonly observe?: DeliveryObserver } = {},
): Delivery {
  const { live = [], observe = {} } = options;
  const bodies = createEventBodies({
    journal,
    // A destination that keeps up finds everything in memory.
    maxBytes: live.length > 0 ? Infinity : bodyCacheBytes,
    renormalize: ({ source, bytes }) =>
      normalize(source, JSON.parse(new TextDecoder().decode(bytes)), { user: null, orderedAtMs: null })
        .events,
  });
  for (const event of live) {
    const item = parseSinkEvent(event, 0).item();
    bodies.remember({ ...event.head, body: () => item }, event.bytes.length);
  }
  return createDelivery({ journal, bodies, clock: systemClock, destinations, observe });
}

/** Events a second from the start of delivery until the destination has all of them. */
export async function measureMusette(
  journal: Journal,
  plan: DestinationPlan,
  events: readonly SinkEvent[],
  from: From,
): Promise<number> {
  const delivery = deliveryOf(journal, [plan], { live: from === "live" ? events : [] });
  const startedMs = performance.now();
  await delivery.start();
  await delivery.drained({ signal: AbortSignal.timeout(deadlineMs) });
  const perSecond = (events.length * 1000) / (performance.now() - startedMs);
  const [status] = await delivery.status();
  await delivery.stop({ timeoutMs: 5_000 });
  if (status?.delivered !== events.length) {
    const { code, message } = status?.lastFailure ?? { code: "none", message: "no failure" };
    throw new Error(
      `${plan.name}: ${status?.delivered} of ${events.length} events were delivered (${code}: ${message})`,
    );
  }
  return perSecond;
}

/** Events a second of a loop by hand, in the same batches, as many of them at once. */
export async function measureByHand(
  writer: HandWriter,
  events: readonly SinkEvent[],
  size: number,
  from: From,
): Promise<number> {
  const receivedAtMs = Date.now();
  const parse = (event: SinkEvent, index: number) => parseSinkEvent(event, receivedAtMs + index);
  const parsed = from === "live" ? events.map(parse) : undefined;
  const startedMs = performance.now();
  let next = 0;
  const writeNext = async () => {
    while (next < events.length) {
      const first = next;
      next += size;
      const batch = parsed?.slice(first, next) ?? events.slice(first, next).map(parse);
      await writer.write(batch);
    }
  };
  await Promise.all(Array.from({ length: batchesInFlight }, writeNext));
  return (events.length * 1000) / (performance.now() - startedMs);
}
