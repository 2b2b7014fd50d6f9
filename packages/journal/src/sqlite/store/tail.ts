import type { KnownCopy } from "./rank.ts";

/** What the indexes need to know of one event. */
export interface IndexEntry extends KnownCopy {
  /** Hexadecimal. */
  readonly keyHash: string;
  readonly userRow: number;
  readonly type: string;
  readonly startMs: number;
}

/** The newest events, indexed in memory until they are merged into the tables. */
export interface Tail {
  /** In `seq` order. */
  readonly entries: readonly IndexEntry[];
  ofKey(keyHash: string): readonly IndexEntry[];
  add(entry: IndexEntry): void;
  /** Forgets entries with a greater `seq`: they were rolled back. */
  dropAfter(seq: number): void;
  /** Forgets entries up to `seq`: they are in the tables. */
  dropThrough(seq: number): void;
}

export function createTail(): Tail {
  let entries: IndexEntry[] = [];
  const keys = new Map<string, IndexEntry[]>();

  function add(entry: IndexEntry): void {
    entries.push(entry);
    const sameKey = keys.get(entry.keyHash);
    if (sameKey) sameKey.push(entry);
    else keys.set(entry.keyHash, [entry]);
  }

  return {
    get entries() {
      return entries;
    },
    ofKey: (keyHash) => keys.get(keyHash) ?? [],
    add,
    dropAfter(seq) {
      for (let last = entries.at(-1); last && last.seq > seq; last = entries.at(-1)) {
        entries.pop();
        const sameKey = keys.get(last.keyHash);
        sameKey?.pop();
        if (sameKey?.length === 0) keys.delete(last.keyHash);
      }
    },
    dropThrough(seq) {
      const kept = entries.filter((entry) => entry.seq > seq);
      entries = [];
      keys.clear();
      for (const entry of kept) add(entry);
    },
  };
}
