import type { DatabaseSync } from "node:sqlite";
import type { CheckedEvents } from "./checked-events.ts";
import type { Head } from "./head.ts";
import { startIndexMerge } from "./index-merge.ts";
import type { IndexMerge } from "./index-merge.ts";
import { createIndexTables, isBehind } from "./index-tables.ts";
import type { Indexed, StartBounds, StartPlace } from "./index-tables.ts";
import type { KnownCopy } from "./rank.ts";
import { createTail } from "./tail.ts";
import type { IndexEntry } from "./tail.ts";
import { toIndexEntry } from "./to-index-entry.ts";

/** So many events are indexed in memory (about 10 MB) before they are merged into the tables. */
const tailEntries = 32_768;
/** Events read back at once at the start. */
const reloadedAtOnce = 2_048;
/** Rows of one merge step, written between two commits: a few milliseconds. More when the tail got long. */
const stepRows = (entries: number) => Math.max(1_024, Math.ceil(entries / 32));

/**
 * Finds events by key, by alias and by user.
 *
 * Keys are random, so an ordinary index would dirty one page per event and cost three times what the
 * append itself does (measured: 64 appends of 5 KB in a commit, 38,000/s without, 11,000/s with). The
 * newest events are therefore indexed in memory and merged into the tables in key order, many to a
 * page. After a restart the tail is read back from `events`, in which everything is.
 */
export interface EventIndex {
  /** Stored copies with this key. */
  copies(keyHash: string): readonly KnownCopy[];
  /** `seq`s of events with this alias and rank, see `aliasMarks`; one may be named twice. */
  withAlias(mark: string): readonly number[];
  /** Where a user's events of a type within the bounds are, by start. */
  ofUser(userRow: number, type: string, bounds: StartBounds): Iterable<StartPlace>;
  /** Some `seq`s of a user's events, all of them when they are fewer than `limit`; one may be named twice. */
  seqsOfUser(userRow: number, limit: number): readonly number[];
  /** The user's newest event, where it is not merged yet. */
  newestOfUser(userRow: number): IndexEntry | undefined;
  add(entry: IndexEntry): void;
  /** Whether it is found as it should be. */
  finds(entry: IndexEntry): boolean;
  /** Puts an event back that the tables do not find as they should. */
  restore(entry: IndexEntry): void;
  /** Removes events, merged or not. */
  remove(entries: readonly Indexed[]): void;
  /** Returns how to undo what happens from now on, to be called after a rollback of database and head. */
  mark(): () => void;
  /** Whether a merge is under way, or ought to be. */
  mergeDue(): boolean;
  /** Merges some more, inside the caller's transaction; starts a merge when none is under way. */
  mergeStep(): void;
}

export function createEventIndex(
  db: DatabaseSync,
  { head, checked }: { readonly head: Head; readonly checked: Pick<CheckedEvents, "range"> },
): EventIndex {
  const tail = createTail();
  const tables = createIndexTables(db);
  let merge: IndexMerge | undefined;
  /** Changes so far that cannot be undone by dropping the newest entries. */
  let upheavals = 0;

  reload();

  function reload(): void {
    merge = undefined;
    tail.keep(() => false);
    let after = head.indexedThrough;
    for (;;) {
      const events = checked.range({ after, limit: reloadedAtOnce });
      for (const event of events) tail.add(toIndexEntry(event));
      const last = events.at(-1);
      if (last === undefined || events.length < reloadedAtOnce) return;
      [after] = last.row;
    }
  }

  return {
    copies(keyHash) {
      const merged = tables.copies(keyHash);
      const recent = tail.ofKey(keyHash);
      // While a merge is under way an event may be in both; the copies are equal.
      return merged.length === 0 ? recent : [...merged, ...recent];
    },

    withAlias: (mark) => [...tables.withAlias(mark), ...tail.ofAlias(mark).map(({ seq }) => seq)],

    *ofUser(userRow, type, bounds) {
      const { fromMs, toMs, after } = bounds;
      const recent = tail.entries
        .filter((e) => e.userRow === userRow && e.type === type && e.startMs >= fromMs && e.startMs < toMs)
        .filter((entry) => isBehind(entry, after))
        .sort((a, b) => a.startMs - b.startMs || a.seq - b.seq);
      const seen = new Set(recent.map((entry) => entry.seq));
      let next = 0;
      for (const merged of tables.ofUser(userRow, type, bounds)) {
        if (seen.has(merged.seq)) continue;
        for (let e = recent[next]; e && e.startMs < merged.startMs; e = recent[++next]) yield e;
        yield merged;
      }
      for (const entry of recent.slice(next)) yield entry;
    },

    seqsOfUser(userRow, limit) {
      const recent = tail.entries.filter((entry) => entry.userRow === userRow).slice(0, limit);
      return [...tables.seqsOfUser(userRow, limit), ...recent.map(({ seq }) => seq)];
    },

    newestOfUser: (userRow) => tail.newestOfUser(userRow),

    add: (entry) => tail.add(entry),

    // In memory there is nothing that a disk could damage.
    finds: (entry) => entry.seq > head.indexedThrough || tables.finds(entry),

    restore: (entry) => tables.restore(entry),

    remove(entries) {
      for (const entry of entries) tables.remove(entry);
      const unmergedSeqs = new Set(entries.map(({ seq }) => seq).filter((seq) => seq > head.indexedThrough));
      if (unmergedSeqs.size === 0) return;
      upheavals += 1;
      // A merge that is under way would bring them back; it begins anew.
      merge = undefined;
      tail.keep(({ seq }) => !unmergedSeqs.has(seq));
    },

    mark() {
      const { seq } = head;
      const upheavalsBefore = upheavals;
      return () => {
        if (upheavals === upheavalsBefore) tail.dropAfter(seq);
        else reload();
      };
    },

    mergeDue: () => merge !== undefined || tail.entries.length > tailEntries,

    mergeStep() {
      upheavals += 1;
      merge ??= startIndexMerge(tail.entries, tables, head.indexedThrough);
      if (!merge.step(stepRows(tail.entries.length))) return;
      const { through } = merge;
      head.indexedThrough = through;
      tail.keep(({ seq }) => seq > through);
      merge = undefined;
    },
  };
}
