import type { Clock } from "@musette/core";

/** Waits on the given clock; returns early when the signal aborts. */
export async function sleep(clock: Clock, durationMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const end = () => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.after(durationMs, end);
    signal.addEventListener("abort", end);
  });
}
