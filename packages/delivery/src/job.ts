import type { Claim, Retry } from "@musette/journal";
import type { Reservation } from "./shared-memory.ts";
import type { Refusal } from "./load-records.ts";
import { toLostEvent, type LostEvent, type Pending } from "./pending.ts";
import type { RetryRow } from "./retry-set.ts";

/** A claim that is being worked on. */
export interface OpenWork extends Claim {
  attempts: number;
  firstFailedAtMs: number | null;
  /** Signs of life of the destination when this last failed; null before it has. */
  signsOfLifeAtFailure: number | null;
}

/** Records that go in one write. */
export interface Part {
  readonly batchId: string;
  readonly pendings: readonly Pending[];
}

/** A claim, or a batch of due retries, on its way through delivery. */
export interface Job {
  /** Null when it is made of retries. */
  readonly claim: OpenWork | null;
  /** The retries that it is made of. */
  readonly rows: readonly RetryRow[];
  /** What is still to be written, in order. More than one when a batch had to be divided. */
  readonly parts: Part[];
  /** Keys that no other batch may touch until this is settled. */
  readonly keys: readonly string[];
  /** What is to be set aside when it is settled. */
  readonly retries: Retry[];
  readonly lost: LostEvent[];
  delivered: number;
  /** The memory of its records; null while it has none. */
  room: Reservation | null;
}

export interface JobContent extends Pick<Job, "claim" | "rows" | "keys" | "room"> {
  readonly parts: readonly Part[];
  readonly refusals?: readonly Refusal[];
  readonly retries?: readonly Retry[];
  readonly lost?: readonly LostEvent[];
}

export function createJob(content: JobContent, nowMs: number): Job {
  const { claim, rows, keys, room, parts, refusals = [], retries = [], lost = [] } = content;
  const refused = refusals.map(({ pending, failure }) => toLostEvent(pending, failure, nowMs));
  return {
    claim,
    rows,
    keys,
    parts: [...parts],
    retries: [...retries],
    lost: [...lost, ...refused],
    delivered: 0,
    room,
  };
}
