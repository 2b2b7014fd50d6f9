import { hash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { Head } from "./head.ts";
import type { KnownCopy } from "./rank.ts";
import { createTail } from "./tail.ts";
import type { IndexEntry } from "./tail.ts";
import { bytesToUuid, uuidToBytes } from "./uuid-bytes.ts";

/** So many events are indexed in memory (about 10 MB) before they are merged into the tables. */
const tailEntries = 32_768;
/** Rows of one merge step, written between two commits: a few milliseconds. More when the tail got long. */
const stepRows = (entries: number) => Math.max(1_024, Math.ceil(entries / 32));

/**
 * Finds events by key and by user.
 *
 * Keys are random, so an ordinary index would dirty one page per event and cost three times what the
 * append itself does (measured: 64 appends of 5 KB in a commit, 38,000/s without, 11,000/s with). The
 * newest events are therefore indexed in memory and merged into the tables in key order, many to a
 * page. After a restart the tail is read back from `events`, in which everything is.
 */
export interface EventIndex {
  /** Stored copies with this key. */
  copies(keyHash: string): readonly KnownCopy[];
  /** `seq`s of a user's events of a type whose start lies in [fromMs, toMs), by start. */
  ofUser(userRow: number, type: string, fromMs: number, toMs: number): Iterable<number>;
  add(entry: IndexEntry): void;
  /** Removes a merged event. */
  remove(entry: Pick<IndexEntry, "seq" | "keyHash" | "userRow" | "type" | "startMs">): void;
  /** Returns how to undo what happens from now on, to be called after a rollback of database and head. */
  mark(): () => void;
  /** Whether a merge is under way, or ought to be. */
  mergeDue(): boolean;
  /** Merges some more, inside the caller's transaction; starts a merge when none is under way. */
  mergeStep(): void;
}

/** The hash under which a natural key is indexed: 128 bits, hexadecimal. */
export function hashKey(key: string): string {
  return hash("sha256", key, "hex").slice(0, 32);
}

interface Merge {
  readonly through: number;
  readonly byKey: readonly IndexEntry[];
  readonly byUser: readonly IndexEntry[];
  /** Rows written, those of `byKey` first. */
  done: number;
}

export function createEventIndex(db: DatabaseSync, head: Head): EventIndex {
  const tail = createTail();
  let merge: Merge | undefined;
  /** Merge steps so far: tells whether there is one to undo. */
  let steps = 0;

  const copiesOf = db.prepare("SELECT seq, id, revision, ordered_at FROM by_key WHERE key_hash = ?");
  const eventsOf = db.prepare(
    `SELECT start_ms, seq FROM by_user WHERE user_row = ? AND type = ? AND start_ms >= ? AND start_ms < ?
     ORDER BY start_ms, seq`,
  );
  // A merge cut short by a crash is repeated from its beginning.
  const insertKey = db.prepare("INSERT OR IGNORE INTO by_key VALUES (?, ?, ?, ?, ?)");
  const insertUser = db.prepare("INSERT OR IGNORE INTO by_user VALUES (?, ?, ?, ?)");
  const unmerged = db.prepare(
    "SELECT seq, id, key, revision, ordered_at, user_row, type, start_ms FROM events WHERE seq > ? ORDER BY seq",
  );
  const deleteKey = db.prepare("DELETE FROM by_key WHERE key_hash = ? AND seq = ?");
  const deleteUser = db.prepare(
    "DELETE FROM by_user WHERE user_row = ? AND type = ? AND start_ms = ? AND seq = ?",
  );

  reload();

  function reload(): void {
    merge = undefined;
    tail.dropAfter(0);
    for (const row of unmerged.iterate(head.indexedThrough)) tail.add(toEntry(row as unknown as EntryRow));
  }

  function startMerge(): Merge {
    const { entries } = tail;
    return {
      through: entries.at(-1)?.seq ?? head.indexedThrough,
      byKey: sortRoughly(entries, ({ keyHash }) => Number.parseInt(keyHash.slice(0, 8), 16)),
      byUser: sortRoughly(entries, ({ userRow }) => userRow),
      done: 0,
    };
  }

  return {
    copies(keyHash) {
      const merged = copiesOf.all(Buffer.from(keyHash, "hex")) as unknown as CopyRow[];
      const recent = tail.ofKey(keyHash);
      if (merged.length === 0) return recent;
      // While a merge is under way an event may be in both; the copies are equal.
      return [...merged.map(toCopy), ...recent];
    },

    *ofUser(userRow, type, fromMs, toMs) {
      const recent = tail.entries
        .filter((e) => e.userRow === userRow && e.type === type && e.startMs >= fromMs && e.startMs < toMs)
        .sort((a, b) => a.startMs - b.startMs || a.seq - b.seq);
      const seen = new Set(recent.map((entry) => entry.seq));
      let next = 0;
      for (const row of eventsOf.iterate(userRow, type, fromMs, toMs)) {
        const merged = row as unknown as { start_ms: number; seq: number };
        if (seen.has(merged.seq)) continue;
        for (let e = recent[next]; e && e.startMs < merged.start_ms; e = recent[++next]) yield e.seq;
        yield merged.seq;
      }
      for (const entry of recent.slice(next)) yield entry.seq;
    },

    add: (entry) => tail.add(entry),

    remove(entry) {
      deleteKey.run(Buffer.from(entry.keyHash, "hex"), entry.seq);
      deleteUser.run(entry.userRow, entry.type, entry.startMs, entry.seq);
    },

    mark() {
      const { seq } = head;
      const stepsBefore = steps;
      return () => {
        if (steps === stepsBefore) tail.dropAfter(seq);
        else reload();
      };
    },

    mergeDue: () => merge !== undefined || tail.entries.length > tailEntries,

    mergeStep() {
      steps += 1;
      merge ??= startMerge();
      const { through, byKey, byUser } = merge;
      const end = Math.min(merge.done + stepRows(tail.entries.length), byKey.length + byUser.length);
      for (; merge.done < end; merge.done += 1) {
        const key = byKey[merge.done];
        if (key) insertKey.run(...keyRow(key));
        const user = byUser[merge.done - byKey.length];
        if (user) insertUser.run(user.userRow, user.type, user.startMs, user.seq);
      }
      if (end < byKey.length + byUser.length) return;
      head.indexedThrough = through;
      tail.dropThrough(through);
      merge = undefined;
    },
  };
}

/**
 * Sorts for locality: neighbours in a table are written together. Exactness is not needed, and
 * numbers in a typed array sort in 10 ms where strings took 200 (65,536 of them).
 *
 * @param place less than 2^32.
 */
function sortRoughly(
  entries: readonly IndexEntry[],
  place: (entry: IndexEntry) => number,
): readonly IndexEntry[] {
  // Each number is a place and, in its lower 21 bits, the position of the entry that has it.
  const positions = 2 ** 21;
  const order = Float64Array.from(entries, (entry, position) => place(entry) * positions + position).sort();
  return Array.from(order, (number) => entries[number % positions]).filter((entry) => entry !== undefined);
}

function keyRow(entry: IndexEntry): [Uint8Array, number, Uint8Array, number, number | null] {
  const { keyHash, seq, id, revision, orderedAtMs } = entry;
  return [Buffer.from(keyHash, "hex"), seq, uuidToBytes(id), revision, orderedAtMs];
}

interface CopyRow {
  readonly seq: number;
  readonly id: Uint8Array;
  readonly revision: number;
  readonly ordered_at: number | null;
}

function toCopy(row: CopyRow): KnownCopy {
  return { seq: row.seq, id: bytesToUuid(row.id), revision: row.revision, orderedAtMs: row.ordered_at };
}

interface EntryRow {
  readonly seq: number;
  readonly id: string;
  readonly key: string;
  readonly revision: number;
  readonly ordered_at: number | null;
  readonly user_row: number;
  readonly type: string;
  readonly start_ms: number;
}

function toEntry(row: EntryRow): IndexEntry {
  return {
    seq: row.seq,
    id: row.id,
    keyHash: hashKey(row.key),
    revision: row.revision,
    orderedAtMs: row.ordered_at,
    userRow: row.user_row,
    type: row.type,
    startMs: row.start_ms,
  };
}
