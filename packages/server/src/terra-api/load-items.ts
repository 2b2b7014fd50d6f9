import type { EventBody } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";
import type { BodyReader, HistoryBodies } from "../history-bodies.ts";

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
 * disk and using them overlap. Events of one payload stay together, because it is parsed as a whole. Who
 * does not ask for the next item holds memory that others wait for.
 */
export async function* loadItems(
  bodies: Pick<HistoryBodies, "openReader">,
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<LoadedItem, void> {
  const reader = bodies.openReader();
  let ahead: Promise<LoadedGroup> | undefined;
  try {
    for await (const group of groupByPayload(reader, pages)) {
      const current = ahead;
      const loading = (current ?? Promise.resolve()).then(() => loadGroup(reader, group));
      ahead = loading;
      // Awaited one turn later; until then a rejection is nobody's.
      loading.catch(() => undefined);
      if (current !== undefined) yield* handOut(await current);
    }
    if (ahead !== undefined) yield* handOut(await ahead);
  } finally {
    reader.close();
  }
}

interface LoadedGroup {
  readonly items: LoadedItem[];
  readonly done: () => void;
}

/** Lets go of each item with the next one: a body that was made is many times its payload. */
function* handOut({ items, done }: LoadedGroup): Generator<LoadedItem, void> {
  items.reverse();
  for (let item = items.pop(); item !== undefined; item = items.pop()) yield item;
  done();
}

async function loadGroup(reader: BodyReader, group: readonly StoredEvent[]): Promise<LoadedGroup> {
  const { bodies, done } = await reader.load(group);
  const items = group.flatMap((event, index) => {
    const body = bodies[index];
    return body === undefined ? [] : [{ event, body }];
  });
  return { items, done };
}

async function* groupByPayload(
  reader: BodyReader,
  pages: AsyncIterable<readonly StoredEvent[]>,
): AsyncGenerator<readonly StoredEvent[], void> {
  for await (const page of pages) {
    await reader.expect(page);
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
