import { SendMessageBatchCommand } from "@aws-sdk/client-sqs";
import type { SQSClient } from "@aws-sdk/client-sqs";
import { deliveryCodes } from "@musette/core";
import type { RecordFailure } from "@musette/core";
import type { Entry } from "./entry.ts";
import { classify, classifyEntry, deliveryError, describe } from "./errors.ts";
import type { Verdict } from "./errors.ts";

const action = "SendMessageBatch";

export interface Queue {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/**
 * Sends entries in one call. A call that SQS refuses as a whole because of what is in it is sent again
 * in halves, until it is plain which entry is meant.
 *
 * @returns the entries that were not taken.
 * @throws {DeliveryError} when it is the queue that cannot take them; rethrows `signal.reason`.
 */
export async function sendCall(
  { client, queueUrl }: Queue,
  entries: readonly Entry[],
  signal: AbortSignal,
): Promise<readonly RecordFailure[]> {
  const command = new SendMessageBatchCommand({
    QueueUrl: queueUrl,
    Entries: entries.map(({ request }) => request),
  });
  try {
    const { Successful = [], Failed = [] } = await client.send(command, { abortSignal: signal });
    const taken = new Set(Successful.map(({ Id }) => Id));
    const refused = new Map(Failed.map((entry) => [entry.Id, entry]));
    return entries.flatMap(({ id }) => {
      const refusal = refused.get(id);
      if (refusal !== undefined) return [failure(id, classifyEntry(refusal))];
      return taken.has(id) ? [] : [failure(id, { code: "unknown", reason: "no answer for this entry" })];
    });
  } catch (error) {
    signal.throwIfAborted();
    const verdict = classify(error);
    if (deliveryCodes[verdict.code] !== "dead-letter") throw deliveryError(action, queueUrl, error);
    const [first] = entries;
    if (entries.length === 1 && first !== undefined) return [failure(first.id, verdict)];
    const half = Math.ceil(entries.length / 2);
    // One after the other: the entries of a group keep their order.
    const before = await sendCall({ client, queueUrl }, entries.slice(0, half), signal);
    return [...before, ...(await sendCall({ client, queueUrl }, entries.slice(half), signal))];
  }

  function failure(id: string, verdict: Verdict): RecordFailure {
    return { id, code: verdict.code, message: describe(action, queueUrl, verdict) };
  }
}
