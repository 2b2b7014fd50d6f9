import type { Retry } from "@musette/journal";
import { chunkOf } from "./take-whole-chunks.ts";

/** Gives the rows of one chunk the same time, the latest of them, so that they go together again. */
export function alignChunks(retries: readonly Retry[]): readonly Retry[] {
  if (retries.every(({ request }) => !request?.chunk)) return retries;
  const latest = new Map<string, number>();
  for (const retry of retries) {
    const chunk = chunkOf(retry);
    latest.set(chunk, Math.max(latest.get(chunk) ?? 0, retry.nextAtMs));
  }
  return retries.map((retry) => ({ ...retry, nextAtMs: latest.get(chunkOf(retry)) ?? retry.nextAtMs }));
}
