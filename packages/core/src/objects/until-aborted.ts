/**
 * Settles as `work` does, or rejects with the signal's reason as soon as it aborts: for clients that
 * take no signal, or do not hand it to every part of their work. A late outcome is dropped.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  // The loser of the race must not count as an unhandled rejection.
  work.catch(() => undefined);
  aborted.promise.catch(() => undefined);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
