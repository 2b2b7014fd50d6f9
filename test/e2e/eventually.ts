import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until `read` gives something other than undefined. For what another process does: there is no
 * event to wait for. Fails after `timeoutMs` with what was waited for.
 */
export async function eventually<Value>(
  what: string,
  read: () => Value | undefined | Promise<Value | undefined>,
  timeoutMs = 20_000,
): Promise<Value> {
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    if (performance.now() > endMs) throw new Error(`${what}: not after ${timeoutMs} ms`);
    await sleep(20);
  }
}
