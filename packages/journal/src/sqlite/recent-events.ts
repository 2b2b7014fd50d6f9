import type { Append, ReadRange, StoredEvent } from "../journal.ts";
import type { AppendedRow } from "./appended-row.ts";

/** The newest events as they were stored, so that delivery does not read back what has only just come. */
export interface RecentEvents {
  /** What an append has stored; to be called in the order of the log. */
  add(
    entry: Pick<Append, "events" | "receivedAtMs" | "developer" | "source">,
    rows: readonly AppendedRow[],
    bytes: number,
  ): void;
  /**
   * What the journal would read; undefined where that has to be asked.
   *
   * @param headSeq of the newest event that is stored.
   */
  read(range: ReadRange, headSeq: number): readonly StoredEvent[] | undefined;
  /** To be called when stored events may have been removed. */
  clear(): void;
}

const mostEvents = 2_048;
/** Of their payloads: what an event is made of may hold on to the text that it was read from. */
const mostBytes = 8_000_000;

interface Recent {
  readonly event: StoredEvent;
  readonly bytes: number;
}

export function createRecentEvents(): RecentEvents {
  /** Consecutive, oldest first; those before `start` are out already. */
  let kept: Recent[] = [];
  let start = 0;
  let keptBytes = 0;

  function clear(): void {
    kept = [];
    start = 0;
    keptBytes = 0;
  }

  function push(recent: Recent): void {
    const last = kept.at(-1);
    // Somebody else's are between: only what follows without a gap can stand for the log.
    if (last !== undefined && recent.event.seq !== last.event.seq + 1) clear();
    kept.push(recent);
    keptBytes += recent.bytes;
    while (kept.length - start > mostEvents || keptBytes > mostBytes) {
      keptBytes -= kept[start]?.bytes ?? 0;
      start += 1;
    }
    // As many as are kept may wait to be let go, so that each is moved about once.
    if (2 * start < kept.length) return;
    kept = kept.slice(start);
    start = 0;
  }

  return {
    clear,
    add({ events, receivedAtMs, developer, source }, rows, bytes) {
      for (const [index, row] of rows.entries()) {
        const head = events[index];
        const [seq, revision, superseded, payloadId, key, duplicateOf] = row;
        if (head === undefined || duplicateOf !== null) continue;
        const event: StoredEvent = {
          seq,
          id: head.id,
          key: key ?? head.key,
          type: head.type,
          user: head.user,
          startTime: head.startTime,
          endTime: head.endTime,
          orderedAtMs: head.orderedAtMs,
          item: head.item,
          revision,
          superseded: superseded === 1,
          receivedAtMs,
          developer,
          source,
          payloadId,
        };
        push({ event, bytes: bytes / rows.length });
      }
    },
    read({ after, through = Infinity, limit }, headSeq) {
      const firstSeq = kept[start]?.event.seq;
      const lastSeq = kept.at(-1)?.event.seq;
      if (firstSeq === undefined || lastSeq === undefined || after + 1 < firstSeq) return undefined;
      const throughSeq = Math.min(through, headSeq, after + limit);
      if (throughSeq > lastSeq) return undefined;
      const from = start + after + 1 - firstSeq;
      return kept.slice(from, Math.max(from, start + throughSeq + 1 - firstSeq)).map(({ event }) => event);
    },
  };
}
