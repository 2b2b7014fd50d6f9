import type { Clock, DeliveryCode, DeliveryRecord } from "@musette/core";
import { backoffMs } from "./backoff.ts";
import { callWithDeadline } from "./call-with-deadline.ts";
import type { ClaimCheckPlan, DeliveryObserver, DestinationPlan, EncodeRecord } from "./delivery.ts";
import { makePointer } from "./make-pointer.ts";
import type { Failure, Pending } from "./pending.ts";
import { toFailure } from "./to-failure.ts";

/** Keeps for one destination, in the store of another, what is too large for it. */
export interface ClaimChecks {
  /**
   * Stores the bodies of records and puts pointers in the place of the records.
   *
   * @returns those whose body was not stored; undefined when stopped. None of it is the destination's fault.
   */
  store(pendings: readonly Pending[]): Promise<ReadonlyMap<Pending, Failure> | undefined>;
}

export interface ClaimCheckOptions {
  readonly plan: Pick<DestinationPlan, "name" | "limits" | "retry">;
  readonly claimCheck: ClaimCheckPlan;
  readonly encode: EncodeRecord;
  readonly clock: Clock;
  readonly random: () => number;
  readonly stopped: AbortSignal;
  readonly observe: Pick<Required<DeliveryObserver>, "claimCheck">;
}

/** Bodies on their way at once: each is large, and they are all in memory. */
const parallelStores = 4;

/** What is wrong with the store, not with one body: the next body would meet the same. */
const storeFaults: ReadonlySet<DeliveryCode> = new Set([
  "unavailable",
  "timeout",
  "throttled",
  "unauthorized",
  "not_found",
]);

export function createClaimChecks(options: ClaimCheckOptions): ClaimChecks {
  const { plan, claimCheck, encode, clock, random, stopped, observe } = options;
  const { name, timeoutMs, store } = claimCheck;
  /** The store failed: until then nothing is asked of it, so that it cannot hold up what fits. */
  let away: { readonly failure: Failure; readonly untilMs: number } | undefined;
  let failuresInRow = 0;

  function leaveAlone(failure: Failure): void {
    if (whileAway() !== undefined) return;
    if (failuresInRow++ === 0) observe.claimCheck(plan.name, name, failure);
    const waitMs = backoffMs(plan.retry, failuresInRow, random, failure.retryAfterMs);
    away = { failure, untilMs: clock.now() + waitMs };
  }

  function whileAway(): Failure | undefined {
    if (away === undefined || away.untilMs <= clock.now()) return undefined;
    return { ...away.failure, retryAfterMs: away.untilMs - clock.now() };
  }

  async function storeOne(record: DeliveryRecord): Promise<DeliveryRecord | Failure> {
    try {
      const { bytes, contentType } = record.encode();
      const deadline = { name, timeoutMs, clock, stopped };
      const url = await callWithDeadline(deadline, (signal) => store(record, { signal }));
      if (failuresInRow > 0) observe.claimCheck(plan.name, name, null);
      away = undefined;
      failuresInRow = 0;
      const { id, key, revision } = record;
      const facts = { destination: name, url, id, key, revision };
      return makePointer(record, { ...facts, bytes: bytes.byteLength, content_type: contentType }, encode);
    } catch (error) {
      stopped.throwIfAborted();
      const failure = toFailure(name, "a body that was to be stored", error);
      if (!storeFaults.has(failure.code)) return failure;
      leaveAlone(failure);
      return whileAway() ?? failure;
    }
  }

  /** Puts the pointer in the place of the record, or says why there is none. */
  async function replace(pending: Pending, record: DeliveryRecord): Promise<Failure | undefined> {
    const outcome = whileAway() ?? (await storeOne(record));
    if ("code" in outcome) return explain(outcome);
    const { recordBytes = Infinity } = plan.limits;
    const bytes = Buffer.byteLength(outcome.json());
    if (bytes > recordBytes) {
      const message = `Even the pointer to the body in ${name} has ${bytes} bytes, and ${plan.name} takes ${recordBytes}.`;
      return { code: "too_large", message };
    }
    pending.record = outcome;
    pending.bytes = bytes;
    pending.claimCheck = "stored";
    return undefined;
  }

  function explain(failure: Failure): Failure {
    const what = `The event is too large for ${plan.name}, and its body was not stored in ${name}`;
    return { ...failure, message: `${what}: ${failure.message}` };
  }

  return {
    async store(pendings) {
      const failures = new Map<Pending, Failure>();
      // All take from the same list.
      const waiting = pendings.values();
      const storeNext = async (): Promise<void> => {
        for (const pending of waiting) {
          if (pending.record === null || stopped.aborted) continue;
          const failure = await replace(pending, pending.record);
          if (failure !== undefined) failures.set(pending, failure);
        }
      };
      try {
        await Promise.all(Array.from({ length: Math.min(parallelStores, pendings.length) }, storeNext));
      } catch (error) {
        if (!stopped.aborted) throw error;
      }
      return stopped.aborted ? undefined : failures;
    },
  };
}
