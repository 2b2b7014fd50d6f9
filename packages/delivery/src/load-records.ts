import type { DeliveryRecord, Encoded } from "@musette/core";
import type { StoredEvent } from "@musette/journal";
import type { DestinationPlan, EncodeRecord, EventBodies, EventBody } from "./delivery.ts";
import type { Failure, Pending } from "./pending.ts";

/** An event that will not be sent at all. */
export interface Refusal {
  readonly pending: Pending;
  readonly failure: Failure;
}

/** Makes the records of pending events that have none yet; returns those that will never have one. */
export type LoadRecords = (pendings: readonly Pending[]) => Promise<readonly Refusal[]>;

export interface LoadRecordsOptions {
  readonly plan: Pick<DestinationPlan, "format" | "limits" | "claimCheck">;
  /** What a batch may hold. */
  readonly limits: { readonly records: number; readonly bytes: number };
  readonly bodies: EventBodies;
  readonly encode: EncodeRecord;
  readonly isUndecided: (event: StoredEvent) => boolean;
}

export function createLoadRecords(options: LoadRecordsOptions): LoadRecords {
  const { plan, limits, bodies, encode, isUndecided } = options;
  const { recordBytes = Infinity } = plan.limits;
  /** A record that is surely smaller than its share of a batch is not measured: its text may never be needed. */
  const smallBytes = Math.min(recordBytes, limits.bytes / limits.records);

  function loadOne(pending: Pending, body: EventBody | Error): Failure | undefined {
    const { event } = pending;
    if (isUndecided(event)) {
      return {
        code: "rejected",
        message: "The filter of this destination threw on the event. Check `only`.",
      };
    }
    if (body instanceof Error) return { code: "rejected", message: body.message };
    const generousBytes = 2 * body.estimatedBytes();
    pending.bytes = generousBytes <= smallBytes ? generousBytes : body.byteLength();
    if (pending.bytes > recordBytes) {
      if (plan.claimCheck === undefined) return tooLarge(pending.bytes, recordBytes);
      pending.claimCheck = "needed";
    }
    pending.record = makeRecord(event, body, (record) => encode(plan.format, record));
    return undefined;
  }

  return async function loadRecords(pendings) {
    const missing = pendings.filter((pending) => pending.record === null);
    if (missing.length === 0) return [];
    const loaded = await bodies.load(missing.map((pending) => pending.event));
    const refusals: Refusal[] = [];
    for (const [index, pending] of missing.entries()) {
      const body = loaded[index];
      if (body === undefined) throw new Error(`No body was loaded for event ${pending.event.id}.`);
      const failure = loadOne(pending, body);
      if (failure !== undefined) refusals.push({ pending, failure });
    }
    return refusals;
  };
}

function tooLarge(bytes: number, recordBytes: number): Failure {
  return {
    code: "too_large",
    message: `The record has ${bytes} bytes and the destination takes ${recordBytes}. Drop fields or samples from it, or set claim_check.`,
  };
}

function makeRecord(
  event: StoredEvent,
  body: EventBody,
  encode: (record: DeliveryRecord) => Encoded,
): DeliveryRecord {
  const { id, key, revision, type, user, startTime, endTime, receivedAtMs } = event;
  let encoded: Encoded | undefined;
  const record: DeliveryRecord = {
    id,
    key,
    revision,
    type,
    user,
    startTime,
    endTime,
    receivedAtMs,
    item: () => body.item(),
    json: () => body.json(),
    encode: () => (encoded ??= encode(record)),
  };
  return record;
}
