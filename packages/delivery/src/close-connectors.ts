import type { Clock, Connector } from "@musette/core";
import { sleep } from "./sleep.ts";

/** A connector that does not close within this is left behind. */
const closeTimeoutMs = 5_000;

/** Closes each once, all at the same time. Never throws: there is nobody left to tell. */
export async function closeConnectors(connectors: readonly Connector[], clock: Clock): Promise<void> {
  await Promise.all(Array.from(new Set(connectors), (connector) => closeOne(connector, clock)));
}

async function closeOne(connector: Connector, clock: Clock): Promise<void> {
  const closed = new AbortController();
  try {
    await Promise.race([connector.close(), sleep(clock, closeTimeoutMs, closed.signal)]);
  } catch {
    // The others are closed all the same.
  } finally {
    closed.abort();
  }
}
