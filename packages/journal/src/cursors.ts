import type { DeliveryCode, DeliveryRequest } from "@musette/core";

/** A run of the log that a destination has taken on: all events in (`after`, `through`] that it wants. */
export interface Claim {
  readonly id: string;
  /** Exclusive. */
  readonly after: number;
  /** Inclusive. */
  readonly through: number;
}

export interface OpenClaim extends Claim {
  readonly attempts: number;
  readonly firstFailedAtMs: number | null;
}

export interface CursorState {
  /** Everything up to here is claimed or settled. */
  readonly claimedThrough: number;
  /** Claims that were not settled, oldest first: to be delivered again under the same id. */
  readonly claims: readonly OpenClaim[];
  readonly state: DestinationState;
  /** Since when an operator has it paused; null: not. */
  readonly pausedAtMs: number | null;
}

export interface AttemptFailure {
  readonly attempts: number;
  readonly firstFailedAtMs: number;
  readonly code: DeliveryCode;
  readonly message: string;
}

export interface Settlement {
  /** The claim that is finished; null when only retries are settled. */
  readonly claimId: string | null;
  /** Retries that were delivered or have become dead letters. */
  readonly removeRetries: readonly number[];
  /** Inserted, or updated where the same `seq` is there. */
  readonly retries: readonly Retry[];
  readonly deadLetters: readonly DeadLetter[];
}

/** An event that a destination has not taken yet. */
export interface Retry {
  readonly seq: number;
  readonly key: string;
  readonly attempts: number;
  readonly nextAtMs: number;
  readonly firstFailedAtMs: number;
  readonly code: DeliveryCode;
  readonly message: string;
  /** The request that asked for it, where one did. */
  readonly request?: DeliveryRequest;
}

/** An event that a destination will not take, with the reason. */
export interface DeadLetter {
  readonly seq: number;
  readonly key: string;
  readonly attempts: number;
  readonly deadAtMs: number;
  readonly code: DeliveryCode;
  readonly message: string;
}

export interface Requeue {
  readonly destinations: readonly string[];
  readonly events: readonly { readonly seq: number; readonly request?: DeliveryRequest }[];
  readonly atMs: number;
}

export interface DestinationState {
  readonly status: "healthy" | "degraded" | "paused";
  readonly sinceMs: number;
  readonly code: DeliveryCode | null;
  /** The last error in words; null when there is none. */
  readonly message: string | null;
}

export interface DestinationSummary {
  readonly destination: string;
  /** Every event up to here was delivered, set aside as a retry, or dead-lettered. */
  readonly settledThrough: number;
  readonly claimedThrough: number;
  readonly retries: number;
  readonly deadLetters: number;
  readonly state: DestinationState;
  /** Since when an operator has it paused; null: not. */
  readonly pausedAtMs: number | null;
}
