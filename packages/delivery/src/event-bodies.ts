import { setImmediate } from "node:timers/promises";
import { Semaphore } from "async-mutex";
import type { NormalizedEvent } from "@musette/core";
import type { Journal, Payload, StoredEvent } from "@musette/journal";
import { createBodyCache } from "./body-cache.ts";
import type { EventBodies, EventBody, Renormalize } from "./delivery.ts";

export interface EventBodiesOptions {
  readonly journal: Pick<Journal, "payloadSizes" | "readPayloads">;
  readonly renormalize: Renormalize;
  /** Bound of what is kept: payloads, the bodies made of them, and the bodies' JSON texts. */
  readonly maxBytes: number;
}

/** A payload's events by id, or why there are none. */
type Rebuilt = ReadonlyMap<string, NormalizedEvent> | Error;

/** Payload bytes that are normalized in one go, before other work gets its turn. */
const bytesPerTurn = 1_000_000;

/**
 * Payload bytes that are being read and normalized at once for those who set a limit. Parsed they take several times
 * as much; a payload that is larger is alone.
 */
const bytesLoadedAtOnce = 16_000_000;
/** The semaphore takes a step for each unit that is free, so they are no single bytes. */
const bytesPerUnit = 100_000;
const unitsLoadedAtOnce = bytesLoadedAtOnce / bytesPerUnit;

export function createEventBodies({ journal, renormalize, maxBytes }: EventBodiesOptions): EventBodies {
  const cache = createBodyCache(maxBytes);
  const rebuilding = new Map<number, Promise<Rebuilt>>();
  const loading = new Semaphore(unitsLoadedAtOnce);

  async function readAll(ids: readonly number[], sizes: Sizes): Promise<ReadonlyMap<number, Rebuilt>> {
    const bytes = ids.reduce((sum, id) => sum + sizeOf(id, sizes), 0);
    const [, release] = await loading.acquire(Math.min(Math.ceil(bytes / bytesPerUnit), unitsLoadedAtOnce));
    try {
      const payloads = await journal.readPayloads(ids);
      const rebuilt = new Map<number, Rebuilt>();
      let bytesThisTurn = 0;
      for (const id of ids) {
        if (bytesThisTurn > bytesPerTurn) {
          await setImmediate();
          bytesThisTurn = 0;
        }
        const payload = payloads.get(id);
        bytesThisTurn += payload?.bytes.byteLength ?? 0;
        rebuilt.set(id, payload === undefined ? payloadGone(id) : rebuild(payload));
      }
      return rebuilt;
    } finally {
      release();
      for (const id of ids) rebuilding.delete(id);
    }
  }

  /** One read for all of them; payloads that somebody else is rebuilding already are waited for. */
  async function rebuildAll(ids: Iterable<number>, sizes: Sizes): Promise<ReadonlyMap<number, Rebuilt>> {
    const fresh = [...ids].filter((id) => !rebuilding.has(id));
    if (fresh.length > 0) {
      const all = readAll(fresh, sizes);
      for (const id of fresh) {
        rebuilding.set(
          id,
          all.then((rebuilt) => rebuilt.get(id) ?? payloadGone(id)),
        );
      }
    }
    const waited = await Promise.all([...ids].map(async (id) => [id, await rebuilding.get(id)] as const));
    return new Map(waited.flatMap(([id, rebuilt]) => (rebuilt === undefined ? [] : [[id, rebuilt]])));
  }

  /** All events of a payload are kept, because those that come after one another in the log share it. */
  function rebuild(payload: Payload): Rebuilt {
    try {
      const events = renormalize(payload);
      const bytesEach = payload.bytes.byteLength / events.length;
      for (const event of events) cache.add(event.id, event, bytesEach);
      return new Map(events.map((event) => [event.id, event]));
    } catch (error) {
      return new Error(
        `Payload ${payload.id} from ${payload.source} can no longer be normalized (${errorName(error)}). Fix its mapper, then replay it.`,
        { cause: error },
      );
    }
  }

  function bodyOf(event: StoredEvent, rebuilt: Rebuilt | undefined): EventBody | Error {
    const kept = cache.get(event.id);
    if (kept !== undefined) return kept;
    if (rebuilt === undefined || rebuilt instanceof Error) return rebuilt ?? payloadGone(event.payloadId);
    const made = rebuilt.get(event.id) ?? findRemade(rebuilt, event);
    if (made !== undefined) return cache.add(event.id, made, 0);
    return new Error(
      `Payload ${event.payloadId} no longer holds item ${event.item} of this event, because its mapper changed. Send the payload again.`,
    );
  }

  return {
    remember(event, bytes) {
      cache.add(event.id, event, bytes);
    },
    async load(events, maxBytes = Infinity) {
      const missing = new Set<number>();
      const found = events.map((event) => {
        const body = cache.get(event.id);
        if (body === undefined) missing.add(event.payloadId);
        return body;
      });
      if (missing.size === 0) return found as EventBody[];
      // Who sets no limit has memory set aside for them, or asks for a few.
      const sizes = maxBytes === Infinity ? noSizes : await journal.payloadSizes([...missing]);
      const taken = takeWhileFits(missing, sizes, maxBytes);
      const rebuilt = await rebuildAll(taken, sizes);
      const cutAt = events.findIndex(
        (event, index) => found[index] === undefined && !taken.has(event.payloadId),
      );
      const loaded = cutAt === -1 ? events : events.slice(0, cutAt);
      return loaded.map((event, index) => found[index] ?? bodyOf(event, rebuilt.get(event.payloadId)));
    },
  };
}

type Sizes = ReadonlyMap<number, number>;

const noSizes: Sizes = new Map();

/** What is read of a damaged row may be any number. */
function sizeOf(id: number, sizes: Sizes): number {
  return Math.max(sizes.get(id) ?? 0, 1);
}

/** The first of these payloads, at least one, that have no more bytes than that together. */
function takeWhileFits(ids: Iterable<number>, sizes: Sizes, maxBytes: number): ReadonlySet<number> {
  const taken = new Set<number>();
  let bytes = 0;
  for (const id of ids) {
    bytes += sizeOf(id, sizes);
    if (taken.size > 0 && bytes > maxBytes) break;
    taken.add(id);
  }
  return taken;
}

/**
 * A newer mapper makes other content, so another id, of the same item. Its key may be another too: an item
 * known by an alias is stored under the key of the copy that came first.
 */
function findRemade(
  rebuilt: ReadonlyMap<string, NormalizedEvent>,
  event: StoredEvent,
): NormalizedEvent | undefined {
  const made = [...rebuilt.values()].filter(({ item, type }) => item === event.item && type === event.type);
  return made.find(({ key }) => key === event.key) ?? made[0];
}

function payloadGone(id: number): Error {
  return new Error(
    `Payload ${id} is no longer in the journal, or is damaged there (then the log says so). Send it again to deliver it.`,
  );
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
