import type { Clock } from "@musette/core";

/** Resolves after `waitMs`, or when the signal aborts. */
export async function wait(clock: Clock, waitMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const finish = () => resolve();
  const cancel = clock.after(waitMs, finish);
  signal.addEventListener("abort", finish);
  await promise;
  cancel();
  signal.removeEventListener("abort", finish);
}
