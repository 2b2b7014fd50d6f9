import { setFlagsFromString, getHeapStatistics } from "node:v8";
import { runInNewContext } from "node:vm";

/** How often is looked, and how little a thread must have done since to count as idle. */
const lookEveryMs = 5_000;
const idleShare = 0.05;
/** What the heap must have grown by since the last collection for another to be worth a pause. */
const worthBytes = 8_000_000;

/**
 * Gives this thread's garbage back to the system whenever the thread is idle: V8 itself keeps the pages
 * that starting and busy times have filled, which is as much again as what is alive. The pause is 20 to 100 ms,
 * and there is none while the thread has work, or has not made garbage since the one before.
 *
 * @returns how to end it. It does not keep the thread running.
 */
export function returnIdleMemory(): () => void {
  let smallestBytes = 0;
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    if (utilization > idleShare || heapBytes() < smallestBytes + worthBytes) return;
    collectGarbage();
    smallestBytes = heapBytes();
    before = performance.eventLoopUtilization();
  }, lookEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

function heapBytes(): number {
  return getHeapStatistics().total_physical_size;
}

/** Collects everything and lets go of the pages that are empty then. */
export function collectGarbage(): void {
  // The only collection that also shrinks the young generation; Node has no other way to it. The flag is
  // the whole process's: where another thread takes it away in between, this thread's turn comes again.
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("globalThis.gc") as NodeJS.GCFunction | undefined;
  // Not to stay: what V8 compiled is kept on disk for the flags that it was compiled under.
  setFlagsFromString("--no-expose-gc");
  collect?.({ type: "major", flavor: "last-resort" });
}
