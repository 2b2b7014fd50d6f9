import type { Clock } from "@musette/core";
import type { StoredEvent } from "@musette/journal";
import { createAttempts } from "./attempt.ts";
import type { DeliveryOptions, DestinationFailure, DestinationPlan } from "./delivery.ts";
import { makeEventBody } from "./event-body.ts";
import { createLoadRecords } from "./load-records.ts";
import { createPending, type Failure } from "./pending.ts";

export interface WriteTestOptions {
  readonly encodeBatch: DeliveryOptions["encodeBatch"] | undefined;
  readonly encode: NonNullable<DeliveryOptions["encode"]>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Writes one event straight to a destination, as a batch of its own and made as any other, and says what came back;
 * null: it was delivered. Nothing of it is in the journal, and nothing is tried again.
 */
export async function writeTest(
  plan: DestinationPlan,
  { event, item }: { readonly event: StoredEvent; readonly item: unknown },
  { encode, encodeBatch, clock, signal }: WriteTestOptions,
): Promise<Omit<DestinationFailure, "atMs"> | null> {
  const body = makeEventBody({ type: event.type, item: () => item, grow: () => undefined });
  const loadRecords = createLoadRecords({
    plan,
    limits: { records: 1, bytes: plan.limits.bytes },
    bodies: { remember: () => undefined, load: async () => [body] },
    encode,
    isUndecided: () => false,
  });
  const pending = createPending(event);
  const [refusal] = (await loadRecords([pending])).refusals;
  if (refusal !== undefined) return described(refusal.failure);
  const attempts = createAttempts({ plan, clock, encodeBatch }, { write: signal, check: signal });
  const result = await attempts.write(`${plan.name}-test-${event.id}`, [pending]);
  if (result.kind === "stopped") return { code: "unavailable", message: `${plan.name} is being stopped.` };
  const failure = result.kind === "failed" ? result.failure : result.failures.get(event.id);
  return failure === undefined ? null : described(failure);
}

function described({ code, message }: Pick<Failure, "code" | "message">) {
  return { code, message };
}
