import type { RecordFailure } from "@musette/core";
import type { Placed } from "./document.ts";
import { upsertAll } from "./upsert.ts";
import type { Target } from "./upsert.ts";

/** As many keys as Firestore takes in one query. */
const mostRecords = 30;
const parallelChunks = 8;

/** Divides a batch into chunks of one collection each, and writes several at a time. */
export async function upsertBatch(
  target: Target,
  placed: readonly Placed[],
): Promise<readonly RecordFailure[]> {
  const byCollection = Map.groupBy(placed, ({ collection }) => collection);
  const waiting = [...byCollection.values()].flatMap(chunks).values();
  const failures: RecordFailure[] = [];
  // All take from the same list, until it is empty or one of them fails.
  let failed = false;
  async function writeNext(): Promise<void> {
    for (const chunk of waiting) {
      if (failed) return;
      failures.push(...(await upsertAll(target, chunk)));
    }
  }
  const stop = (error: unknown) => {
    failed = true;
    throw error;
  };
  await Promise.all(Array.from({ length: parallelChunks }, async () => await writeNext().catch(stop)));
  return failures;
}

function chunks(placed: readonly Placed[]): readonly (readonly Placed[])[] {
  return Array.from({ length: Math.ceil(placed.length / mostRecords) }, (_, index) =>
    placed.slice(index * mostRecords, (index + 1) * mostRecords),
  );
}
