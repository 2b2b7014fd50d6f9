import { setTimeout as delay } from "node:timers/promises";
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import type { Message } from "@aws-sdk/client-sqs";

/** Queues in an account of AWS, made for one test run. */
export interface AwsQueues extends AsyncDisposable {
  createQueue(name: string, attributes: Readonly<Record<string, string>>): Promise<string>;
  /** Everything that was ever in the queue: what is read is taken out and kept here. */
  messages(queueUrl: string): Promise<readonly Message[]>;
}

/** A queue of AWS can be used this long after it was made. */
const creationMs = 1_000;
const receiveSeconds = 2;
/** SQS may have more when it says that there is nothing; hardly ever twice in a row. */
const emptyAnswers = 2;

/** Speaks to AWS with the credentials of the SDK's own chain. */
export function openAwsQueues(region: string, endpoint: string | undefined): AwsQueues {
  const client = new SQSClient({ region, ...(endpoint !== undefined && { endpoint }) });
  const taken = new Map<string, Message[]>();

  return {
    async createQueue(name, attributes) {
      const { QueueUrl = "" } = await client.send(
        new CreateQueueCommand({ QueueName: name, Attributes: attributes }),
      );
      taken.set(QueueUrl, []);
      await delay(creationMs);
      return QueueUrl;
    },

    async messages(queueUrl) {
      const all = taken.get(queueUrl) ?? [];
      const request = { QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: receiveSeconds };
      for (let empty = 0; empty < emptyAnswers;) {
        const { Messages = [] } = await client.send(
          new ReceiveMessageCommand({ ...request, MessageAttributeNames: ["All"] }),
        );
        empty = Messages.length === 0 ? empty + 1 : 0;
        if (Messages.length === 0) continue;
        all.push(...Messages);
        const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        await client.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
      }
      return all;
    },

    async [Symbol.asyncDispose]() {
      for (const QueueUrl of taken.keys()) await client.send(new DeleteQueueCommand({ QueueUrl }));
      client.destroy();
    },
  };
}
