import type { NormalizedEvent } from "@musette/core";
import type { EventBody } from "./delivery.ts";
import { makeEventBody } from "./event-body.ts";

/** Bodies by event id; the least recently used go first when there is no more room. */
export interface BodyCache {
  get(eventId: string): EventBody | undefined;
  /** `bytes` is what its payload takes; what is made of the body counts besides once it is made. */
  add(eventId: string, event: NormalizedEvent, bytes: number): EventBody;
}

interface Entry {
  readonly body: EventBody;
  bytes: number;
  kept: boolean;
}

export function createBodyCache(maxBytes: number): BodyCache {
  /** Least recently used first. */
  const entries = new Map<string, Entry>();
  let totalBytes = 0;

  function drop(eventId: string, entry: Entry): void {
    entries.delete(eventId);
    entry.kept = false;
    totalBytes -= entry.bytes;
  }

  function grow(entry: Entry, bytes: number): void {
    if (!entry.kept) return;
    entry.bytes += bytes;
    totalBytes += bytes;
    if (totalBytes > maxBytes) makeRoom();
  }

  function makeRoom(): void {
    for (const [eventId, oldest] of entries) {
      if (totalBytes <= maxBytes) break;
      drop(eventId, oldest);
    }
  }

  function makeEntry(event: NormalizedEvent): Entry {
    const entry: Entry = {
      bytes: 0,
      kept: true,
      body: makeEventBody({
        type: event.type,
        item: () => event.body(),
        text: event.text?.bind(event),
        grow: (bytes) => grow(entry, bytes),
      }),
    };
    return entry;
  }

  return {
    get(eventId) {
      const entry = entries.get(eventId);
      if (entry === undefined) return undefined;
      entries.delete(eventId);
      entries.set(eventId, entry);
      return entry.body;
    },
    add(eventId, event, bytes) {
      const known = entries.get(eventId);
      if (known !== undefined) return known.body;
      const entry = makeEntry(event);
      entries.set(eventId, entry);
      grow(entry, bytes);
      return entry.body;
    },
  };
}
