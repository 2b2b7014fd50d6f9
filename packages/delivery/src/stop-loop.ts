import type { Clock } from "@musette/core";

export interface StopLoopOptions {
  /** Takes on no more. */
  readonly stopping: AbortController;
  /** Gives up what is in flight. */
  readonly aborting: AbortController;
  readonly clock: Clock;
  readonly ring: () => void;
  /** Resolves when the loop has ended and nothing is in flight. Called once. */
  readonly end: () => Promise<void>;
}

/** How a loop is stopped. Called again it waits for the same end, by the shorter of the limits. */
export function createStopLoop(options: StopLoopOptions): (timeoutMs: number) => Promise<void> {
  const { stopping, aborting, clock, ring, end } = options;
  let ending: Promise<void> | undefined;

  return async function stop(timeoutMs) {
    stopping.abort();
    ring();
    const cancel = clock.after(timeoutMs, () => aborting.abort());
    if (timeoutMs <= 0) aborting.abort();
    await (ending ??= end());
    cancel();
  };
}
