import type { Retry, StoredEvent } from "@musette/journal";
import type { RetryRow } from "./retry-set.ts";

/** The row of an event that waits for an earlier revision of its item; due when that one is. */
export function waitBehind(event: StoredEvent, blocker: RetryRow | undefined, nowMs: number): Retry {
  return {
    seq: event.seq,
    key: event.key,
    attempts: 0,
    nextAtMs: blocker?.nextAtMs ?? nowMs,
    firstFailedAtMs: nowMs,
    code: blocker?.code ?? "conflict",
    message: "Waits for an earlier revision of the same item.",
  };
}
