import { setImmediate } from "node:timers/promises";
import { DeliveryError, type DeliveryRecord } from "@musette/core";
import type { StoredEvent } from "@musette/journal";
import { isBatchFormat } from "./batch-formats.ts";
import type { DestinationPlan, EncodeRecord, EventBodies, EventBody } from "./delivery.ts";
import { makeRecord } from "./make-record.ts";
import type { Failure, Pending } from "./pending.ts";

/** An event that will not be sent at all. */
export interface Refusal {
  readonly pending: Pending;
  readonly failure: Failure;
}

/** Makes the records of pending events that have none yet; returns those that will never have one. */
export type LoadRecords = (pendings: readonly Pending[]) => Promise<readonly Refusal[]>;

export interface LoadRecordsOptions {
  readonly plan: Pick<DestinationPlan, "name" | "format" | "limits" | "selection" | "claimCheck">;
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
  /** Other formats can be larger than the JSON, so it is their own bytes that a limit is held against. */
  const measuresEncoded = recordBytes < Infinity && plan.format !== "json" && !isBatchFormat(plan.format);
  /** A destination that has asked for the text of a record asks for that of the next: it is made at once, and measured. */
  let usesText = false;

  function loadOne(pending: Pending, whole: EventBody | Error): Failure | undefined {
    const { event, request } = pending;
    if (isUndecided(event)) {
      return {
        code: "rejected",
        message: "The filter of this destination threw on the event. Check `only`.",
      };
    }
    if (whole instanceof Error) return { code: "rejected", message: whole.message };
    try {
      const body = plan.selection === undefined ? whole : whole.select(plan.selection);
      const record = makeRecord(event, body, usesText ? body.json : noticed(body), plan.format, encode);
      pending.bytes = bytesOf(record, body);
      if (pending.bytes > recordBytes) {
        if (plan.claimCheck === undefined) return tooLarge(pending.bytes, recordBytes);
        pending.claimCheck = "needed";
      }
      pending.record = request === undefined ? record : { ...record, request };
      return undefined;
    } catch (error) {
      return { code: "rejected", message: unmadeMessage(event, error) };
    }
  }

  /** Its text, and it is noticed when that is asked for. */
  function noticed(body: EventBody): () => string {
    return () => {
      usesText = true;
      return body.json();
    };
  }

  function bytesOf(record: DeliveryRecord, body: EventBody): number {
    if (measuresEncoded) return record.encode().bytes.byteLength;
    if (usesText) return body.byteLength();
    const generousBytes = 2 * body.estimatedBytes();
    return generousBytes <= smallBytes ? generousBytes : body.byteLength();
  }

  return async function loadRecords(pendings) {
    const missing = pendings.filter((pending) => pending.record === null);
    if (missing.length === 0) return [];
    const loaded = await bodies.load(missing.map((pending) => pending.event));
    const refusals: Refusal[] = [];
    for (let index = 0; index < missing.length; index++) {
      const pending = missing[index]!;
      const body = loaded[index];
      if (body === undefined) throw new Error(`No body was loaded for event ${pending.event.id}.`);
      const failure = loadOne(pending, body);
      // Encoding takes milliseconds, in which nothing else is done.
      if (measuresEncoded) await setImmediate();
      if (failure !== undefined) refusals.push({ pending, failure });
    }
    return refusals;
  };
}

function unmadeMessage(event: StoredEvent, error: unknown): string {
  if (DeliveryError.is(error)) return error.message;
  const name = error instanceof Error ? error.name : typeof error;
  return `Event ${event.id} could not be made ready for this destination (${name}). Report this.`;
}

function tooLarge(bytes: number, recordBytes: number): Failure {
  return {
    code: "too_large",
    message: `The record has ${bytes} bytes and the destination takes ${recordBytes}. Drop fields or samples from it, or set claim_check.`,
  };
}
