import type { EventBodies, EventBody } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";

export interface LoadedItem {
  readonly event: StoredEvent;
  /** An error where the payload cannot be normalized any more. */
  readonly body: EventBody | Error;
}

/** Payloads and events that are in memory at once, twice over: the next are read while these are used. */
const payloadsAtOnce = 2;
const eventsAtOnce = 64;

/**
 * The bodies of events, a few payloads at a time and the next ones ahead, so that reading them from
 * disk and using them overlap. Events of one payload stay together, because it is parsed as a whole.
 */
export async function* loadItems(
  bodies: Pick<EventBodies, "load">,
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<LoadedItem, void> {
  let ahead: Promise<LoadedItem[]> | undefined;
  for await (const group of groupByPayload(pages)) {
    const current = ahead;
    ahead = loadGroup(bodies, group);
    // Awaited one turn later; until then a rejection is nobody's.
    ahead.catch(() => undefined);
    if (current !== undefined) yield* handOut(await current);
  }
  if (ahead !== undefined) yield* handOut(await ahead);
}

/** Lets go of each item with the next one: a body that was made is many times its payload. */
function* handOut(items: LoadedItem[]): Generator<LoadedItem, void> {
  items.reverse();
  for (let item = items.pop(); item !== undefined; item = items.pop()) yield item;
}

async function loadGroup(
  bodies: Pick<EventBodies, "load">,
  group: readonly StoredEvent[],
): Promise<LoadedItem[]> {
  const loaded = await bodies.load(group);
  return group.flatMap((event, index) => {
    const body = loaded[index];
    return body === undefined ? [] : [{ event, body }];
  });
}

async function* groupByPayload(
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<readonly StoredEvent[], void> {
  for await (const page of pages) {
    let group: StoredEvent[] = [];
    const payloads = new Set<number>();
    for (const event of page) {
      const isFull = payloads.size >= payloadsAtOnce && !payloads.has(event.payloadId);
      if (isFull || group.length >= eventsAtOnce) {
        yield group;
        group = [];
        payloads.clear();
      }
      group.push(event);
      payloads.add(event.payloadId);
    }
    yield group;
  }
}
