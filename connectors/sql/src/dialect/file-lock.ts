import { untilAborted } from "../until-aborted.ts";

/** Settles when the last one in the queue of a file is done. */
const queues = new Map<string, Promise<void>>();

/**
 * One writer at a time for each file within this process. SQLite has a lock of its own, but waiting
 * for it blocks the thread, and the holder on the same thread could then never finish.
 *
 * @returns how to let the next one in; may be called twice.
 */
export async function lockFile(path: string, signal: AbortSignal): Promise<() => void> {
  const before = queues.get(path) ?? Promise.resolve();
  const done = Promise.withResolvers<void>();
  const own = before.then(() => done.promise);
  queues.set(path, own);

  function unlock(): void {
    done.resolve();
    if (queues.get(path) === own) queues.delete(path);
  }

  try {
    await untilAborted(before, signal);
    return unlock;
  } catch (error) {
    done.resolve();
    throw error;
  }
}
