import { setImmediate } from "node:timers/promises";
import { DeliveryError } from "@musette/core";
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

/**
 * Makes the records of pending events that have none yet: of the first, at least one, where their payloads or the
 * records themselves have more than `maxBytes`.
 */
export type LoadRecords = (pendings: readonly Pending[], maxBytes?: number) => Promise<LoadedRecords>;

export interface LoadedRecords {
  /** Those that will never have one. */
  readonly refusals: readonly Refusal[];
  /** So many of the first have a record, or are refused. */
  readonly loaded: number;
}

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
      const jsonBytes = jsonBytesOf(body);
      const writtenBytes = measuresEncoded ? record.encode().bytes.byteLength : jsonBytes;
      pending.bytes = Math.max(writtenBytes, jsonBytes);
      if (writtenBytes > recordBytes) {
        if (plan.claimCheck === undefined) return tooLarge(writtenBytes, recordBytes);
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

  function jsonBytesOf(body: EventBody): number {
    if (measuresEncoded) return body.estimatedBytes();
    if (usesText) return body.byteLength();
    const generousBytes = 2 * body.estimatedBytes();
    return generousBytes <= smallBytes ? generousBytes : body.byteLength();
  }

  return async function loadRecords(pendings, maxBytes = Infinity) {
    const missing = pendings.filter((pending) => pending.record === null);
    if (missing.length === 0) return { refusals: [], loaded: pendings.length };
    const events = missing.map((pending) => pending.event);
    const refusals: Refusal[] = [];
    let made = 0;
    let bytes = 0;
    for (const body of await bodies.load(events, maxBytes)) {
      if (made > 0 && bytes > maxBytes) break;
      const pending = missing[made]!;
      const failure = loadOne(pending, body);
      // Encoding takes milliseconds, in which nothing else is done.
      if (measuresEncoded) await setImmediate();
      if (failure !== undefined) refusals.push({ pending, failure });
      bytes += pending.bytes;
      made++;
    }
    const next = missing[made];
    return { refusals, loaded: next === undefined ? pendings.length : pendings.indexOf(next) };
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
