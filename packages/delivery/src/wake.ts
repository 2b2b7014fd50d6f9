import type { Clock } from "@musette/core";

/** What one loop waits on: a bell that others ring, or a time, whichever is first. */
export interface Wake {
  /** Ends the wait, or the next one when nobody waits. */
  ring(): void;
  /** Waits until `atMs` (Unix milliseconds; Infinity: until rung). One waiter at a time. */
  wait(atMs: number): Promise<void>;
}

export function createWake(clock: Clock): Wake {
  let rung = false;
  let wakeUp: (() => void) | undefined;

  return {
    ring() {
      rung = true;
      wakeUp?.();
    },
    async wait(atMs) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const delayMs = atMs - clock.now();
          const cancel = Number.isFinite(delayMs) ? clock.after(delayMs, resolve) : undefined;
          wakeUp = () => {
            cancel?.();
            resolve();
          };
        });
        wakeUp = undefined;
      }
      rung = false;
    },
  };
}
