import { deliveryCodes, type Clock, type RecordFailure } from "@musette/core";
import { callWithDeadline } from "./call-with-deadline.ts";
import type { DestinationPlan, EncodeBatch } from "./delivery.ts";
import { makeBatch } from "./make-batch.ts";
import type { Failure, Pending } from "./pending.ts";
import { toFailure } from "./to-failure.ts";

/** What came of one write. */
export type AttemptResult =
  | {
      readonly kind: "answered";
      /** By record id; records that are not in it were delivered. */
      readonly failures: ReadonlyMap<string, RecordFailure>;
    }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "stopped" };

export interface Attempts {
  write(batchId: string, pendings: readonly Pending[]): Promise<AttemptResult>;
  /** Null when the destination is well; undefined when stopped. */
  check(): Promise<Failure | null | undefined>;
}

export interface AttemptsOptions {
  readonly plan: Pick<DestinationPlan, "name" | "connector" | "format" | "timeoutMs">;
  readonly clock: Clock;
  readonly encodeBatch: EncodeBatch | undefined;
}

/** Calls the connector with a deadline, and turns whatever comes back into the error table's words. */
export function createAttempts(
  { plan, clock, encodeBatch }: AttemptsOptions,
  stop: { readonly write: AbortSignal; readonly check: AbortSignal },
): Attempts {
  const { name, connector, format, timeoutMs } = plan;
  const deadline = (stopped: AbortSignal) => ({ name, timeoutMs, clock, stopped });

  return {
    async write(batchId, pendings) {
      const records = pendings.flatMap(({ record }) => record ?? []);
      try {
        const failures = await callWithDeadline(deadline(stop.write), (signal) =>
          connector.write(makeBatch(batchId, records, format, encodeBatch), { signal }),
        );
        return readAnswer(name, pendings, failures);
      } catch (error) {
        if (stop.write.aborted) return { kind: "stopped" };
        return { kind: "failed", failure: toFailure(name, `a batch of ${records.length}`, error) };
      }
    },
    async check() {
      try {
        await callWithDeadline(deadline(stop.check), (signal) => connector.check({ signal }));
        return null;
      } catch (error) {
        return stop.check.aborted ? undefined : toFailure(name, "its check", error);
      }
    },
  };
}

const nothingFailed: AttemptResult = { kind: "answered", failures: new Map() };

/** When every record failed in a way that is retried, it is the batch that failed. */
function readAnswer(
  name: string,
  pendings: readonly Pending[],
  answer: readonly RecordFailure[],
): AttemptResult {
  if (answer.length === 0) return nothingFailed;
  const ids = new Set(pendings.map(({ event }) => event.id));
  const failures = new Map<string, RecordFailure>();
  for (const failure of answer) {
    if (!ids.has(failure.id)) {
      const message = `The connector of ${name} reported a failure of a record that was not in the batch. Fix the connector.`;
      return { kind: "failed", failure: { code: "unknown", message } };
    }
    failures.set(failure.id, Object.hasOwn(deliveryCodes, failure.code) ? failure : unknownCode(failure));
  }
  const all = [...failures.values()];
  const isWholeBatch =
    failures.size === ids.size && all.every(({ code }) => deliveryCodes[code] !== "dead-letter");
  const first = all.find(({ code }) => deliveryCodes[code] === "pause") ?? all[0];
  if (!isWholeBatch || first === undefined) return { kind: "answered", failures };
  const retryAfterMs = Math.max(...all.map((failure) => failure.retryAfterMs ?? 0));
  return { kind: "failed", failure: { code: first.code, message: first.message, retryAfterMs } };
}

function unknownCode(failure: RecordFailure): RecordFailure {
  return { ...failure, code: "unknown" };
}
