import { DeliveryError, deliveryCodes, untilAborted } from "@musette/core";
import type { Batch, RecordFailure } from "@musette/core";
import type { KafkaConfig } from "./config.ts";
import { cutRequests } from "./cut-requests.ts";
import { describe } from "./errors.ts";
import type { Verdict } from "./errors.ts";
import { toMessage } from "./message.ts";
import type { Message } from "./message.ts";
import { partitionOutcomes } from "./partition-outcomes.ts";
import type { LazyProducer } from "./producer.ts";

/** What every broker takes unless it is told otherwise. A larger message goes alone, and the broker decides. */
const usualRequestBytes = 1_048_576;

/**
 * Produces a batch: topic by topic side by side, each in requests one after another, so that a user's
 * events stay in order.
 *
 * @returns the records that were not delivered.
 * @throws {DeliveryError} when none was, for a reason that is not theirs; rethrows `signal.reason`.
 */
export async function write(
  producer: LazyProducer,
  { records }: Batch,
  { topic: template, mostRequestBytes = Infinity }: Pick<KafkaConfig, "topic" | "mostRequestBytes">,
  signal: AbortSignal,
): Promise<readonly RecordFailure[]> {
  const failures = new Map<string, Verdict>();
  const messages = records.map((record) => toMessage(record, template));
  const topics = Map.groupBy(messages, ({ topic }) => topic);
  await Promise.all([...topics.values()].map(sendTopic));

  const failed = messages.flatMap((message) => {
    const verdict = failures.get(message.id);
    return verdict === undefined ? [] : [toFailure(message, verdict)];
  });
  const [first] = failed;
  const isWhole = failed.length === records.length && failed.every(({ code }) => !isRecords(code));
  if (first !== undefined && isWhole) throw new DeliveryError(first.code, first.message);
  return failed;

  async function sendTopic(all: readonly Message[]): Promise<void> {
    const sendable = all.filter(({ bytes }) => bytes <= mostRequestBytes);
    for (const { id, bytes } of all) if (bytes > mostRequestBytes) failures.set(id, tooLarge(bytes));
    let obstacle: Verdict | undefined;
    for (const request of cutRequests(sendable, Math.min(mostRequestBytes, usualRequestBytes))) {
      if (obstacle === undefined) obstacle = await sendRequest(request);
      // What comes later must not overtake what waits for a retry.
      else for (const { id } of request) failures.set(id, obstacle);
    }
  }

  /** Returns what keeps the topic from taking more for now. */
  async function sendRequest(request: readonly Message[]): Promise<Verdict | undefined> {
    const failure = await untilAborted(send(request), signal);
    if (failure === undefined) return undefined;
    const { told, otherwise } = partitionOutcomes(failure.error);
    const { partitionCount } = failure;
    const partitionOf = ({ keyHash }: Message) =>
      partitionCount === undefined ? -1 : keyHash % partitionCount;
    let obstacle: Verdict | undefined;
    for (const [partition, held] of Map.groupBy(request, partitionOf)) {
      const outcome = told.get(partition) ?? otherwise;
      if (outcome === "delivered") continue;
      if (isRecords(outcome.code) && held.length > 1) obstacle = (await sendHalves(held)) ?? obstacle;
      else for (const { id } of held) failures.set(id, outcome);
      if (!isRecords(outcome.code)) obstacle = outcome;
    }
    return obstacle;
  }

  /** A partition takes its part of a request or refuses all of it; halving finds the message that is meant. */
  async function sendHalves(messages: readonly Message[]): Promise<Verdict | undefined> {
    const half = Math.ceil(messages.length / 2);
    const before = await sendRequest(messages.slice(0, half));
    if (before === undefined) return await sendRequest(messages.slice(half));
    for (const { id } of messages.slice(half)) failures.set(id, before);
    return before;
  }

  async function send(request: readonly Message[]) {
    try {
      return await producer.send(request);
    } catch (error) {
      if (DeliveryError.is(error)) throw error;
      return { error, partitionCount: undefined };
    }
  }
}

/** Whether it is about records, not about the cluster. */
function isRecords(code: Verdict["code"]): boolean {
  return deliveryCodes[code] === "dead-letter";
}

function tooLarge(bytes: number): Verdict {
  return { code: "too_large", reason: `its message has ${bytes} bytes, more than max_request_size` };
}

function toFailure({ id, topic }: Message, verdict: Verdict): RecordFailure {
  return { id, code: verdict.code, message: describe(`take a message for topic "${topic}"`, verdict) };
}
