import type { DeliveryCode, DeliveryRecord, DeliveryRequest } from "@musette/core";
import type { DeadLetter, Retry, StoredEvent } from "@musette/journal";
import type { SteadyClock } from "./steady-clock.ts";

/** One event on its way to one destination. */
export interface Pending {
  readonly event: StoredEvent;
  /** Set where somebody asked for it over HTTP. */
  readonly request: DeliveryRequest | undefined;
  attempts: number;
  firstFailedAtMs: number | null;
  /** Null until its body is loaded, and again while it waits, so that waiting costs little memory. */
  record: DeliveryRecord | null;
  /**
   * `needed`: it is too large for the destination, so its body has to go to the claim check first;
   * `stored`: it has gone there, and `record` is the pointer to it.
   */
  claimCheck: "none" | "needed" | "stored";
  /** Size of the record's JSON, or a generous estimate when it is small; 0 until it is loaded for the first time. */
  bytes: number;
}

/** Why something was not delivered, in the words of the error table. */
export interface Failure {
  readonly code: DeliveryCode;
  readonly message: string;
  readonly retryAfterMs?: number;
}

export function createPending(
  event: StoredEvent,
  attempts = 0,
  firstFailedAtMs: number | null = null,
  request?: DeliveryRequest,
): Pending {
  return { event, request, attempts, firstFailedAtMs, record: null, claimCheck: "none", bytes: 0 };
}

/** What waits holds no body. A pointer is small, and its body need not be stored again. */
export function dropRecords(pendings: Iterable<Pending>): void {
  for (const pending of pendings) if (pending.claimCheck !== "stored") pending.record = null;
}

/**
 * Counts an attempt that failed. Where the clock was set forward since the first, that one moves along:
 * after a restart nobody knows of it any more.
 */
export function noteAttempt(
  pending: Pending,
  clock: Pick<SteadyClock, "now" | "passedSince">,
  awayUntilMs: number,
): void {
  pending.attempts++;
  const nowMs = clock.now();
  const sinceMs = Math.max((pending.firstFailedAtMs ??= nowMs), awayUntilMs);
  const passedMs = clock.passedSince(sinceMs);
  if (passedMs < nowMs - sinceMs) pending.firstFailedAtMs = nowMs - passedMs;
}

export function toRetry(pending: Pending, failure: Failure, nowMs: number, nextAtMs: number): Retry {
  const { event, request, attempts, firstFailedAtMs } = pending;
  return {
    seq: event.seq,
    key: event.key,
    attempts,
    nextAtMs,
    firstFailedAtMs: firstFailedAtMs ?? nowMs,
    code: failure.code,
    message: failure.message,
    ...(request && { request }),
  };
}

/** A dead letter, and the id of its event, by which people know it. */
export interface LostEvent {
  readonly eventId: string;
  readonly payloadId: number;
  readonly letter: DeadLetter;
}

export function toLostEvent(pending: Pending, { code, message }: Failure, nowMs: number): LostEvent {
  const { id, seq, key, payloadId } = pending.event;
  const letter = { seq, key, attempts: pending.attempts, deadAtMs: nowMs, code, message };
  return { eventId: id, payloadId, letter };
}
