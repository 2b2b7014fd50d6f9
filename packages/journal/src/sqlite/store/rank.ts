/** A stored copy of an item. */
export interface KnownCopy {
  readonly seq: number;
  readonly id: string;
  readonly revision: number;
  readonly orderedAtMs: number | null;
}

/** Where a copy belongs among those stored under its key. */
export type Rank =
  | { readonly duplicateOf: KnownCopy }
  | { readonly duplicateOf: null; readonly revision: number; readonly superseded: boolean };

/**
 * Ranks an arriving copy against the stored ones of its key.
 *
 * - The same content as the newest is a duplicate. The same content as an older one is a duplicate
 *   too (a sender repeating itself), unless the source says that it is newer than the newest: then
 *   the item went back to what it was, and the same id gets a second `seq`.
 * - A copy that the source says is older than the newest is history (`superseded`).
 * - Every other copy becomes the newest: by the source's time, else by the time of arrival, and
 *   always greater than the newest before it. Equal times are ordered by arrival.
 */
export function rank(
  arriving: {
    readonly id: string;
    readonly orderedAtMs: number | null;
    readonly receivedAtMs: number;
  },
  known: readonly KnownCopy[],
): Rank {
  const { id, orderedAtMs, receivedAtMs } = arriving;
  const newest = newestOf(known);
  if (!newest) return { duplicateOf: null, revision: orderedAtMs ?? receivedAtMs, superseded: false };
  if (newest.id === id) return { duplicateOf: newest };

  const newestAtMs = newest.orderedAtMs ?? newest.revision;
  if (orderedAtMs === null || orderedAtMs <= newestAtMs) {
    const same = newestOf(known.filter((copy) => copy.id === id));
    if (same) return { duplicateOf: same };
  }
  if (orderedAtMs !== null && orderedAtMs < newestAtMs) {
    return { duplicateOf: null, revision: orderedAtMs, superseded: true };
  }
  return { duplicateOf: null, revision: revisionAbove(arriving, known), superseded: false };
}

/** The revision of a copy that is newer than the stored ones, whatever its source says of its time. */
export function revisionAbove(
  arriving: { readonly orderedAtMs: number | null; readonly receivedAtMs: number },
  known: readonly KnownCopy[],
): number {
  const revision = arriving.orderedAtMs ?? arriving.receivedAtMs;
  return Math.max(revision, (newestOf(known)?.revision ?? 0) + 1);
}

/** The copy with the greatest revision. */
export function newestOf<Copy extends KnownCopy>(copies: readonly Copy[]): Copy | undefined {
  let newest: Copy | undefined;
  for (const copy of copies) if (!newest || copy.revision > newest.revision) newest = copy;
  return newest;
}
