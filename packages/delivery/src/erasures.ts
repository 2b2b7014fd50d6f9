import type { Erasure, StoredEvent } from "@musette/journal";

/**
 * Whose events were erased since the start. They may still be in memory: in a batch that waits, in a page
 * of the log, in the cache of bodies.
 */
export interface Erasures {
  note(erasure: Erasure): void;
  isErased(event: StoredEvent): boolean;
}

export function createErasures(): Erasures {
  const erasures = new Map<string, { readonly throughSeq: number; readonly keep: ReadonlySet<number> }>();
  return {
    note({ userId, throughSeq, keep }) {
      // What was kept once stays kept: it belongs to nobody any more.
      const kept = erasures.get(userId)?.keep ?? [];
      erasures.set(userId, { throughSeq, keep: new Set([...kept, ...keep]) });
    },
    isErased({ user, seq }) {
      const erasure = erasures.get(user.user_id);
      return erasure !== undefined && seq <= erasure.throughSeq && !erasure.keep.has(seq);
    },
  };
}
