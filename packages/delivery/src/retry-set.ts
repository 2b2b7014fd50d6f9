import type { Retry } from "@musette/journal";
import type { DeliveryJournal } from "./delivery.ts";

/** What is kept in memory of a retry row; its message stays in the journal. */
export type RetryRow = Omit<Retry, "message">;

/** The retry rows of one destination. The journal is the truth; this follows what was settled there. */
export interface RetrySet {
  /** True when all rows of the journal are here. Until then, order per key is not known. */
  readonly complete: boolean;
  /** So many rows wait that no fresh work should be taken on. */
  readonly overfull: boolean;
  /** Reads rows until all or a bounded number are here. Call when nothing is being retried. */
  refill(): Promise<void>;
  /** The earliest row of a key; later ones wait behind it. */
  blocker(key: string): RetryRow | undefined;
  /** Due rows, one per key, in `seq` order. They are not given again until `giveBack`. */
  take(nowMs: number, limit: number): readonly RetryRow[];
  giveBack(rows: readonly RetryRow[]): void;
  /** When the next row that can be taken is due, Unix milliseconds; Infinity when there is none. */
  nextDueAtMs(): number;
  put(rows: readonly Retry[]): void;
  remove(rows: readonly RetryRow[]): void;
}

const rowsPerPage = 1000;
/** From here on fresh work waits; twice as many are read at most. About 5 MB. */
const manyRows = 20_000;

export function createRetrySet(journal: Pick<DeliveryJournal, "retries">, destination: string): RetrySet {
  /** By key, each in `seq` order. */
  const rowsByKey = new Map<string, RetryRow[]>();
  const taken = new Set<string>();
  let size = 0;
  let readThroughSeq = 0;
  let complete = false;
  /** Lower bound of the next due time, so that looking is cheap; undefined when it has to be found. */
  let dueAtMs: number | undefined;

  function putOne({ seq, key, attempts, nextAtMs, firstFailedAtMs, code }: Retry): void {
    const row = { seq, key, attempts, nextAtMs, firstFailedAtMs, code };
    const rows = rowsByKey.get(key);
    if (rows === undefined) {
      rowsByKey.set(key, [row]);
      size++;
      return;
    }
    const index = rows.findIndex((other) => other.seq >= seq);
    const replaced = rows[index]?.seq === seq ? 1 : 0;
    rows.splice(index === -1 ? rows.length : index, replaced, row);
    size += 1 - replaced;
  }

  function findDueAtMs(): number {
    let earliestMs = Infinity;
    for (const [key, [first]] of rowsByKey) {
      if (first !== undefined && !taken.has(key)) earliestMs = Math.min(earliestMs, first.nextAtMs);
    }
    return earliestMs;
  }

  function nextDueAtMs(): number {
    dueAtMs ??= findDueAtMs();
    return dueAtMs;
  }

  return {
    get complete() {
      return complete;
    },
    get overfull() {
      return size >= manyRows;
    },
    async refill() {
      for (let read = size; !complete && read < 2 * manyRows; read += rowsPerPage) {
        const rows = await journal.retries(destination, { afterSeq: readThroughSeq, limit: rowsPerPage });
        rows.forEach(putOne);
        readThroughSeq = rows.at(-1)?.seq ?? readThroughSeq;
        complete = rows.length < rowsPerPage;
        dueAtMs = undefined;
      }
    },
    blocker: (key) => rowsByKey.get(key)?.[0],
    take(nowMs, limit) {
      if (nextDueAtMs() > nowMs) return [];
      const due: RetryRow[] = [];
      for (const [key, [first]] of rowsByKey) {
        if (first !== undefined && first.nextAtMs <= nowMs && !taken.has(key)) due.push(first);
      }
      const rows = due.sort((a, b) => a.seq - b.seq).slice(0, limit);
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
