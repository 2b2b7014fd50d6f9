import type { DestinationState, Retry } from "@musette/journal";
import type { DestinationFailure, DestinationPlan, DestinationStatus } from "./delivery.ts";
import type { Failure } from "./pending.ts";

/** A destination that has started: what is asked and told of its loop. */
export interface Destination {
  readonly plan: DestinationPlan;
  readonly state: DestinationState;
  readonly settledThrough: number;
  /** Records delivered since the start, also before its configuration was changed. */
  readonly delivered: number;
  readonly pausedBy: DestinationStatus["pausedBy"];
  readonly lastFailure: DestinationFailure | null;
  /** Events may have arrived. */
  ring(): void;
  /** Retries are being written to the journal; returns what to call with whether they were. */
  requeueing(rows: readonly Retry[]): (written: boolean) => void;
  /** Asks the destination how it is, and lets it go on where it is well; undefined when stopped. */
  check(): Promise<Failure | null | undefined>;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Takes on no more, lets what is in flight finish for `timeoutMs`, then aborts it. May be called again. */
  stop(timeoutMs: number): Promise<void>;
}
