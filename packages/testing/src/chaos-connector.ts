import { DeliveryError, systemClock } from "@musette/core";
import type { Clock, Connector, DeliveryCode, DeliveryRecord, RecordFailure } from "@musette/core";

/** What goes wrong in one call. */
export type ChaosFault =
  /** Fails as a whole; nothing is delivered. */
  | { readonly kind: "throw"; readonly code: DeliveryCode; readonly retryAfterMs?: number }
  /** Delivers, then fails as a whole: the answer was lost on its way back. */
  | { readonly kind: "lose-answer"; readonly code: DeliveryCode }
  /** Delivers all records but those that `fails` picks: every second one when it is left out. */
  | {
      readonly kind: "fail-some";
      readonly code: DeliveryCode;
      readonly retryAfterMs?: number;
      readonly fails?: (record: DeliveryRecord, index: number) => boolean;
    }
  /** Delivers after a delay on the given clock. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /** Never answers, until it is stopped. */
  | { readonly kind: "hang" };

/** A fault and the calls that it hits. Where several hit one call, the first of the list counts. */
export type ChaosRule = ChaosFault & {
  /** @default "write" */
  readonly verb?: "write" | "check";
  /** Calls of that verb that pass before it. @default 0 */
  readonly after?: number;
  /** Calls that it hits, one after another. @default 1 */
  readonly times?: number;
};

/** A connector that keeps what it is given in memory, and goes wrong exactly as it was told. */
export interface ChaosConnector extends Connector {
  /** Every record in the order of arrival, repeats too. */
  readonly delivered: readonly DeliveryRecord[];
  /** Calls so far, those that failed too. */
  readonly calls: { readonly write: number; readonly check: number };
}

/** The same rules and calls give the same answers: nothing here is left to chance. */
export function createChaosConnector(
  rules: readonly ChaosRule[] = [],
  clock: Clock = systemClock,
): ChaosConnector {
  const delivered: DeliveryRecord[] = [];
  const calls = { write: 0, check: 0 };
  let closed = false;

  return {
    delivered,
    calls,
    async write({ records }, { signal }) {
      const fault = await meet("write", signal);
      const failures = fault?.kind === "fail-some" ? failuresOf(fault, records) : [];
      const failed = new Set(failures.map(({ id }) => id));
      delivered.push(...records.filter(({ id }) => !failed.has(id)));
      if (fault?.kind === "lose-answer")
        throw new DeliveryError(fault.code, "The chaos connector lost the answer.");
      return failures;
    },
    async check({ signal }) {
      await meet("check", signal);
    },
    async close() {
      closed = true;
    },
  };

  /** Does what has to go wrong before anything is delivered, and returns the fault of this call. */
  async function meet(verb: "write" | "check", signal: AbortSignal): Promise<ChaosFault | undefined> {
    signal.throwIfAborted();
    if (closed) throw new DeliveryError("unavailable", "The chaos connector is closed.");
    const call = calls[verb];
    calls[verb] += 1;
    const fault = rules.find(
      ({ verb: hit = "write", after = 0, times = 1 }) =>
        hit === verb && call >= after && call < after + times,
    );
    if (fault?.kind === "throw") {
      const wait = fault.retryAfterMs === undefined ? {} : { retryAfterMs: fault.retryAfterMs };
      throw new DeliveryError(fault.code, `The chaos connector failed call ${call} of ${verb}.`, wait);
    }
    if (fault?.kind === "slow") await pass(clock, fault.delayMs, signal);
    if (fault?.kind === "hang") await pass(clock, undefined, signal);
    return fault;
  }
}

/** Resolves after the delay (never, where there is none); rejects with the signal's reason. */
async function pass(clock: Clock, delayMs: number | undefined, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = () => reject(signal.reason);
  const cancel = delayMs === undefined ? () => undefined : clock.after(delayMs, resolve);
  signal.addEventListener("abort", stop, { once: true });
  try {
    await promise;
  } finally {
    cancel();
    signal.removeEventListener("abort", stop);
  }
}

function failuresOf(
  { code, retryAfterMs, fails = (_, index) => index % 2 === 1 }: Extract<ChaosFault, { kind: "fail-some" }>,
  records: readonly DeliveryRecord[],
): readonly RecordFailure[] {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return records
    .filter(fails)
    .map(({ id }) => ({ id, code, message: "The chaos connector failed this record.", ...wait }));
}
