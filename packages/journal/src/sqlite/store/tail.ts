import type { KnownCopy } from "./rank.ts";

/** What the indexes need to know of one event. */
export interface IndexEntry extends KnownCopy {
  /** Hexadecimal. */
  readonly keyHash: string;
  readonly userRow: number;
  readonly type: string;
  /** The item's own start, or its arrival where it has none. */
  readonly startMs: number;
  readonly ownStartMs: number | null;
  readonly receivedAtMs: number;
  /** See `aliasMarks`; null for an event without an alias. */
  readonly alias: string | null;
}

/** The newest events, indexed in memory until they are merged into the tables. */
export interface Tail {
  /** In `seq` order. */
  readonly entries: readonly IndexEntry[];
  ofKey(keyHash: string): readonly IndexEntry[];
  ofAlias(mark: string): readonly IndexEntry[];
  newestOfUser(userRow: number): IndexEntry | undefined;
  add(entry: IndexEntry): void;
  /** Forgets entries with a greater `seq`: they were rolled back. */
  dropAfter(seq: number): void;
  /** Forgets the others. */
  keep(isKept: (entry: IndexEntry) => boolean): void;
}

export function createTail(): Tail {
  let entries: IndexEntry[] = [];
  const keys = new Map<string, IndexEntry[]>();
  const aliases = new Map<string, IndexEntry[]>();
  /** Made when it is asked for, so that appends do not pay for it. */
  const newest = new Map<number, IndexEntry>();
  let newestThrough = 0;

  function add(entry: IndexEntry): void {
    entries.push(entry);
    push(keys, entry.keyHash, entry);
    if (entry.alias !== null) push(aliases, entry.alias, entry);
  }

  function forgetNewest(): void {
    newest.clear();
    newestThrough = 0;
  }

  return {
    get entries() {
      return entries;
    },
    ofKey: (keyHash) => keys.get(keyHash) ?? [],
    ofAlias: (mark) => aliases.get(mark) ?? [],
    newestOfUser(userRow) {
      for (; newestThrough < entries.length; newestThrough += 1) {
        const entry = entries[newestThrough];
        if (entry) newest.set(entry.userRow, entry);
      }
      return newest.get(userRow);
    },
    add,
    dropAfter(seq) {
      for (let last = entries.at(-1); last && last.seq > seq; last = entries.at(-1)) {
        entries.pop();
        pop(keys, last.keyHash);
        if (last.alias !== null) pop(aliases, last.alias);
      }
      if (newestThrough > entries.length) forgetNewest();
    },
    keep(isKept) {
      const kept = entries.filter(isKept);
      entries = [];
      keys.clear();
      aliases.clear();
      forgetNewest();
      for (const entry of kept) add(entry);
    },
  };
}

function push(groups: Map<string, IndexEntry[]>, name: string, entry: IndexEntry): void {
  const group = groups.get(name);
  if (group) group.push(entry);
  else groups.set(name, [entry]);
}

function pop(groups: Map<string, IndexEntry[]>, name: string): void {
  const group = groups.get(name);
  group?.pop();
  if (group?.length === 0) groups.delete(name);
}
