import { deliveryCodes } from "@musette/core";
import type { AttemptResult } from "./attempt.ts";
import type { WriteEnd, WrittenBatch } from "./delivery.ts";
import type { Part } from "./job.ts";

/** One call of a connector, as observers are told of it. */
export function describeBatch(type: string, { batchId, pendings }: Part): WrittenBatch {
  return {
    id: batchId,
    type,
    events: pendings.map(({ event }) => event),
    bytes: pendings.reduce((sum, { bytes }) => sum + bytes, 0),
    failures: pendings.reduce((most, { attempts }) => Math.max(most, attempts), 0),
  };
}

/** What came of it, likewise. */
export function describeResult(
  { events }: WrittenBatch,
  result: AttemptResult,
): Pick<WriteEnd, "outcome" | "failed" | "failure"> {
  if (result.kind === "stopped") return { outcome: "stopped", failed: events, failure: null };
  if (result.kind === "failed") {
    const { code, message } = result.failure;
    return { outcome: code, failed: events, failure: { code, message } };
  }
  const failures = [...result.failures.values()];
  const first = failures.find(({ code }) => deliveryCodes[code] !== "dead-letter") ?? failures[0];
  if (first === undefined) return { outcome: "delivered", failed: [], failure: null };
  const { code, message } = first;
  const failed = events.filter(({ id }) => result.failures.has(id));
  return { outcome: failed.length < events.length ? "partial" : code, failed, failure: { code, message } };
}
