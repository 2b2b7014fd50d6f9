import { DeliveryError, deliveryCodes } from "@musette/core";
import type { Batch, RecordFailure } from "@musette/core";
import { parallelCalls } from "./client.ts";
import { callLimits } from "./cut-calls.ts";
import { toEntry } from "./entry.ts";
import type { Entry } from "./entry.ts";
import type { SqsConfig } from "./config.ts";
import { toLanes } from "./lanes.ts";
import { sendCall } from "./send-call.ts";
import type { Queue } from "./send-call.ts";

/**
 * Sends a batch in as many calls as its size asks for.
 *
 * @returns the records that were not delivered.
 * @throws {DeliveryError} when the queue takes none; rethrows `signal.reason` when stopped.
 */
export async function write(
  queue: Queue,
  { records }: Batch,
  groupBy: SqsConfig["groupBy"],
  signal: AbortSignal,
): Promise<readonly RecordFailure[]> {
  const entries = records.map((record) => toEntry(record, groupBy));
  const failures = new Map<string, RecordFailure>();
  const sendable = entries.filter(({ bytes }) => bytes <= callLimits.bytes);
  for (const entry of entries) if (entry.bytes > callLimits.bytes) failures.set(entry.id, tooLarge(entry));

  /** What is wrong with the queue as a whole; it is not asked again in this write. */
  let fault: DeliveryError | undefined;
  /** FIFO: a group of which an entry waits for a retry sends nothing after it. */
  const held = new Map<string, RecordFailure>();

  await Promise.all(toLanes(sendable, parallelCalls).map(runLane));
  const isWhole =
    failures.size === records.length &&
    [...failures.values()].every(({ message }) => message === fault?.message);
  if (fault !== undefined && isWhole) throw fault;
  return records.flatMap(({ id }) => failures.get(id) ?? []);

  async function runLane(calls: Iterable<readonly Entry[]>): Promise<void> {
    for (const call of calls) {
      const going = call.filter((entry) => !isHeld(entry));
      if (going.length > 0) await run(going);
    }
  }

  async function run(call: readonly Entry[]): Promise<void> {
    if (fault !== undefined) return failAll(call, fault);
    try {
      const failed = await sendCall(queue, call, signal);
      for (const failure of failed) fail(call, failure);
    } catch (error) {
      if (!DeliveryError.is(error)) throw error;
      fault ??= error;
      failAll(call, error);
    }
  }

  function fail(call: readonly Entry[], failure: RecordFailure): void {
    failures.set(failure.id, failure);
    const group = call.find(({ id }) => id === failure.id)?.group;
    if (group !== undefined && deliveryCodes[failure.code] === "retry") held.set(group, failure);
  }

  function failAll(call: readonly Entry[], { code, message, retryAfterMs }: DeliveryError): void {
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    for (const { id } of call) failures.set(id, { id, code, message, ...wait });
  }

  function isHeld({ id, group }: Entry): boolean {
    const cause = group === undefined ? undefined : held.get(group);
    if (cause !== undefined) failures.set(id, { ...cause, id });
    return cause !== undefined;
  }
}

function tooLarge({ id, bytes }: Entry): RecordFailure {
  const advice = "Drop fields or samples, or use a claim check.";
  const message = `The event makes a message of ${bytes} bytes, and SQS takes ${callLimits.bytes}. ${advice}`;
  return { id, code: "too_large", message };
}
