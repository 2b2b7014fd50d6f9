import { startMs } from "../start-ms.ts";
import type { CheckedEvent } from "./checked-events.ts";
import { hashKey } from "./hash-key.ts";
import type { IndexEntry } from "./tail.ts";

/** What the indexes are to know of a stored event. */
export function toIndexEntry({ row, userRow, startMs: startsAtMs, alias }: CheckedEvent): IndexEntry {
  const [seq, id, key, type, , startTime, , orderedAtMs, , revision, , receivedAtMs] = row;
  return {
    seq,
    id,
    keyHash: hashKey(key),
    revision,
    orderedAtMs,
    userRow,
    type,
    startMs: startsAtMs,
    ownStartMs: startMs(startTime) ?? null,
    receivedAtMs,
    alias,
  };
}
