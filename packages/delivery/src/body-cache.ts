import type { NormalizedEvent } from "@musette/core";
import type { EventBody } from "./delivery.ts";
import { estimateBytes } from "./estimate-bytes.ts";

/** Bodies by event id; the least recently used go first when there is no more room. */
export interface BodyCache {
  get(eventId: string): EventBody | undefined;
  /** `bytes` is what its payload takes; the body and the JSON text count besides once they are made. */
  add(eventId: string, event: NormalizedEvent, bytes: number): EventBody;
}

interface Entry extends EventBody {
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
    let text: string | undefined;
    let byteLength = -1;
    let estimate = -1;
    const entry: Entry = {
      bytes: 0,
      kept: true,
      item: () => event.body(),
      json() {
        if (text === undefined) {
          text = JSON.stringify(event.body());
          grow(entry, text.length);
        }
        return text;
      },
      byteLength() {
        if (byteLength === -1) byteLength = Buffer.byteLength(entry.json());
        return byteLength;
      },
      estimatedBytes() {
        if (text !== undefined) return entry.byteLength();
        if (estimate === -1) {
          estimate = estimateBytes(event.body());
          // A body takes about as much memory as its text, and can be many times its payload.
          grow(entry, estimate);
        }
        return estimate;
      },
    };
    return entry;
  }

  return {
    get(eventId) {
      const entry = entries.get(eventId);
      if (entry === undefined) return undefined;
      entries.delete(eventId);
      entries.set(eventId, entry);
      return entry;
    },
    add(eventId, event, bytes) {
      const known = entries.get(eventId);
      if (known !== undefined) return known;
      const entry = makeEntry(event);
      entries.set(eventId, entry);
      grow(entry, bytes);
      return entry;
    },
  };
}
