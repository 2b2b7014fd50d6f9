import type { Retry } from "@musette/journal";
import type { DeliveryJournal } from "./delivery.ts";
import { takeWholeChunks } from "./take-whole-chunks.ts";

/** What is kept in memory of a retry row; its message stays in the journal. */
export type RetryRow = Omit<Retry, "message">;

/** The retry rows of one destination. The journal is the truth; this follows what was settled there. */
export interface RetrySet {
  /** All rows of the journal up to here are known; order per key is known as far as that. */
  readonly knownThrough: number;
  /** So many rows up to `through` wait that no fresh work should be taken on. */
  overfull(through: number): boolean;
  /** Reads rows until all or a bounded number are here. Call when nothing is being retried. */
  refill(): Promise<void>;
  /** The earliest row of the event's key, unless the event comes before it. Later ones wait behind it. */
  blocker(event: { readonly key: string; readonly seq: number }): RetryRow | undefined;
  /** The row of an event as it is now. */
  find(event: { readonly key: string; readonly seq: number }): RetryRow | undefined;
  /** Due rows, one per key, in `seq` order. They are not given again until `giveBack`. */
  take(nowMs: number, limit: number, canGo: CanGo): readonly RetryRow[];
  giveBack(rows: readonly RetryRow[]): void;
  /** When the next row that is not taken, and can go, is due, Unix milliseconds; Infinity: there is none. */
  nextDueAtMs(canGo?: CanGo): number;
  put(rows: readonly Retry[]): void;
  /** Puts rows that somebody else has written to the journal, or notes that there is more to read. */
  putRequeued(rows: readonly Retry[]): void;
  remove(rows: readonly RetryRow[]): void;
}

/** Whether a row may go now, as far as it is for others to say. */
export type CanGo = (row: RetryRow) => boolean;

const rowsPerPage = 1000;
/** From here on fresh work waits; twice as many are read at most. About 5 MB. */
const manyRows = 20_000;

/**
 * @param latestDueAtMs no row that is read is due later: it was written before the clock was set back.
 * @param now that of a row which is read only long after it was due did not fail meanwhile: Musette was
 * not running, or the clock was set forward, or the row waited behind others.
 */
export function createRetrySet(
  journal: Pick<DeliveryJournal, "retries">,
  destination: string,
  latestDueAtMs: () => number,
  now: () => number,
): RetrySet {
  /** By key, each in `seq` order. */
  const rowsByKey = new Map<string, RetryRow[]>();
  const taken = new Set<string>();
  let size = 0;
  let readThroughSeq = 0;
  let complete = false;
  /** Lower bound of the next due time, so that looking is cheap; undefined when it has to be found. */
  let dueAtMs: number | undefined;

  const knownThrough = (): number => (complete ? Infinity : readThroughSeq);

  function find({ key, seq }: { readonly key: string; readonly seq: number }): RetryRow | undefined {
    return rowsByKey.get(key)?.find((row) => row.seq === seq);
  }

  function putOne({ seq, key, attempts, nextAtMs, firstFailedAtMs, code, request }: Retry): void {
    const row = { seq, key, attempts, nextAtMs, firstFailedAtMs, code };
    const rows = rowsByKey.get(key);
    if (rows === undefined) {
      rowsByKey.set(key, [request === undefined ? row : { ...row, request }]);
      size++;
      return;
    }
    const index = rows.findIndex((other) => other.seq >= seq);
    const replaced = rows[index]?.seq === seq ? rows[index] : undefined;
    // As in the journal, a row keeps the request that asked for it.
    const asked = request ?? replaced?.request;
    const kept = asked === undefined ? row : { ...row, request: asked };
    rows.splice(index === -1 ? rows.length : index, replaced ? 1 : 0, kept);
    size += replaced ? 0 : 1;
  }

  /** The first row of each key that is not being delivered. */
  function* firsts(): Generator<RetryRow> {
    for (const [key, [first]] of rowsByKey) if (first !== undefined && !taken.has(key)) yield first;
  }

  function nextDueAtMs(canGo?: CanGo): number {
    if (canGo === undefined && dueAtMs !== undefined) return dueAtMs;
    let earliestMs = Infinity;
    for (const row of firsts()) {
      const counts = canGo === undefined || (row.seq <= knownThrough() && canGo(row));
      if (counts) earliestMs = Math.min(earliestMs, row.nextAtMs);
    }
    if (canGo === undefined) dueAtMs = earliestMs;
    return earliestMs;
  }

  return {
    get knownThrough() {
      return knownThrough();
    },
    overfull(through) {
      if (size < manyRows) return false;
      let waiting = 0;
      for (const rows of rowsByKey.values()) for (const { seq } of rows) if (seq <= through) waiting++;
      return waiting >= manyRows;
    },
    async refill() {
      for (let read = size; !complete && read < 2 * manyRows; read += rowsPerPage) {
        const rows = await journal.retries(destination, { afterSeq: readThroughSeq, limit: rowsPerPage });
        const latestMs = latestDueAtMs();
        const nowMs = now();
        for (const row of rows) {
          if (find(row) !== undefined) continue;
          const nextAtMs = Math.min(row.nextAtMs, latestMs);
          const firstFailedAtMs = Math.min(row.firstFailedAtMs + Math.max(nowMs - nextAtMs, 0), nowMs);
          putOne({ ...row, nextAtMs, firstFailedAtMs });
        }
        readThroughSeq = rows.at(-1)?.seq ?? readThroughSeq;
        complete = rows.length < rowsPerPage;
        dueAtMs = undefined;
      }
    },
    blocker({ key, seq }) {
      const [first] = rowsByKey.get(key) ?? [];
      return first !== undefined && first.seq <= seq ? first : undefined;
    },
    find,
    take(nowMs, limit, canGo) {
      if (nextDueAtMs() > nowMs) return [];
      const through = knownThrough();
      const due: RetryRow[] = [];
      for (const row of firsts()) {
        if (row.nextAtMs <= nowMs && row.seq <= through && canGo(row)) due.push(row);
      }
      const rows = takeWholeChunks(due, limit);
      for (const row of rows) taken.add(row.key);
      dueAtMs = undefined;
      return rows;
    },
    giveBack(rows) {
      for (const row of rows) taken.delete(row.key);
      dueAtMs = undefined;
    },
    nextDueAtMs,
    put(rows) {
      rows.forEach(putOne);
      dueAtMs = undefined;
    },
    putRequeued(rows) {
      dueAtMs = undefined;
      if (size + rows.length <= 2 * manyRows) {
        rows.forEach(putOne);
        return;
      }
      // Too many to keep: they are read when their turn comes.
      const known = rows.filter((row) => find(row) !== undefined);
      known.forEach(putOne);
      if (known.length === rows.length) return;
      readThroughSeq = rows.reduce(
        (through, row) => (find(row) === undefined ? Math.min(through, row.seq - 1) : through),
        knownThrough(),
      );
      complete = false;
    },
    remove(rows) {
      for (const { key, seq } of rows) {
        const rows = rowsByKey.get(key) ?? [];
        const index = rows.findIndex((row) => row.seq === seq);
        if (index === -1) continue;
        rows.splice(index, 1);
        size--;
        if (rows.length === 0) rowsByKey.delete(key);
      }
      dueAtMs = undefined;
    },
  };
}
