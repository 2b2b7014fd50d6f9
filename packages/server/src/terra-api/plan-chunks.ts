import { setImmediate } from "node:timers/promises";
import type { LoadedItem } from "./load-items.ts";

/** The most that one payload of a large request holds. */
const largestChunk = { items: 10, bytes: 10_000_000 } as const;

/**
 * Puts items together into the payloads of a large request: ten each, or fewer where they would be more
 * than 10 MB. One item that is larger than that is a payload of its own.
 *
 * @returns the `seq`s of each payload, in order.
 */
export async function planChunks(items: AsyncIterable<LoadedItem>): Promise<readonly (readonly number[])[]> {
  const chunks: number[][] = [];
  let chunkBytes = 0;
  for await (const { event, body } of items) {
    // One that cannot be made any more is sent too: each destination says so of it.
    const bytes = body instanceof Error ? 0 : body.estimatedBytes();
    const chunk = chunks.at(-1);
    const fits =
      chunk !== undefined && chunk.length < largestChunk.items && chunkBytes + bytes <= largestChunk.bytes;
    if (fits) {
      chunk.push(event.seq);
      chunkBytes += bytes;
    } else {
      chunks.push([event.seq]);
      chunkBytes = bytes;
    }
    await setImmediate();
  }
  return chunks;
}
