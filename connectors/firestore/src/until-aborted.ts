/**
 * Settles as `work` does, or rejects with the signal's reason as soon as it aborts. The caller stops
 * the work itself; its late outcome is dropped here.
 */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const onAbort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", onAbort);
    // When the race is over, the loser must not count as an unhandled rejection.
    work.catch(() => undefined);
    aborted.promise.catch(() => undefined);
  }
}
