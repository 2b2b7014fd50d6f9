import type { RetryRow } from "./retry-set.ts";

/**
 * Chooses at most `limit` of the rows that are due, oldest first, and does not part what belongs to one
 * chunk of a request where that can be helped: a destination may send a chunk as one.
 *
 * @returns in `seq` order.
 */
export function takeWholeChunks(due: readonly RetryRow[], limit: number): readonly RetryRow[] {
  const inOrder = due.toSorted((a, b) => a.seq - b.seq);
  const chosen: RetryRow[] = [];
  for (const group of Map.groupBy(inOrder, chunkOf).values()) {
    const room = limit - chosen.length;
    if (room === 0) break;
    if (group.length <= room || chosen.length === 0) chosen.push(...group.slice(0, room));
  }
  return chosen.sort((a, b) => a.seq - b.seq);
}

/** Names the chunk of a row; a row without one is a chunk of its own. */
export function chunkOf({ seq, request }: Pick<RetryRow, "seq" | "request">): string {
  return request?.chunk ? `${request.chunk.index} ${request.reference}` : `${seq}`;
}
