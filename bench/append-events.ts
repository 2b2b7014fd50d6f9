import type { NormalizedEvent } from "@musette/core";
import type { Journal } from "@musette/journal";
import { eventPayloads } from "./event-payloads.ts";

const inFlight = 64;

/**
 * Appends `count` events of 5 KB, 64 at a time, as so many requests would.
 *
 * @param onStored is given each event, as the server gives it to delivery when it is on disk.
 * @param first where those of an earlier call ended, so that they are others.
 */
export async function appendEvents(
  journal: Journal,
  count: number,
  onProgress?: (done: number) => void,
  onStored?: (event: NormalizedEvent, bytes: number) => void,
  first = 0,
): Promise<void> {
  const payloads = eventPayloads();
  const end = first + count;
  let next = first;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < end) {
        const { head, bytes, item } = payloads(next++);
        if (next % 50_000 === 0) onProgress?.(next);
        const { byteLength } = bytes;
        await journal.append({
          source: "terra",
          developer: "bench",
          receivedAtMs: Date.now(),
          bytes,
          context: { userId: null, referenceId: null, orderedAtMs: null },
          events: [head],
          quarantine: [],
        });
        onStored?.({ ...head, body: () => item }, byteLength);
      }
    }),
  );
}
