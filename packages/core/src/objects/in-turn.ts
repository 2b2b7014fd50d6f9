import { untilAborted } from "./until-aborted.ts";

/** Of each path the last one in the queue; resolves when it is through. */
const tails = new Map<string, Promise<void>>();

/**
 * Runs `action` when all others of this process that came before with the same path are through. Of
 * the whole process, because two destinations may share a bucket.
 *
 * @throws what `action` throws; `signal.reason` when stopped while waiting.
 */
export async function inTurn<Result>(
  path: string,
  signal: AbortSignal,
  action: () => Promise<Result>,
): Promise<Result> {
  const before = tails.get(path) ?? Promise.resolve();
  const through = Promise.withResolvers<void>();
  // Also when this one gives up waiting, those behind it wait for those before it.
  const tail = before.then(async () => await through.promise);
  tails.set(path, tail);
  try {
    await untilAborted(before, signal);
    return await action();
  } finally {
    through.resolve();
    void forget(path, tail);
  }
}

/** Once all are through, and nobody has come to wait behind the last. */
async function forget(path: string, tail: Promise<void>): Promise<void> {
  await tail;
  if (tails.get(path) === tail) tails.delete(path);
}
