import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SQSClient,
  SendMessageBatchCommand,
} from "@aws-sdk/client-sqs";
import { sqsConnector } from "@musette/connector-sqs";
import type { DeliveryRecord } from "@musette/core";
import { terraBody } from "@musette/core";
import { startServerProcess } from "../server-process.ts";
import type { HandWriter, Sink } from "./sink.ts";

/** What SQS takes in one call, and as many calls at once as the connector makes. */
const mostEntries = 10;
const parallelCalls = 8;

/** SendMessageBatch by the AWS SDK, to a standard queue of fauxqs. */
export const sqs: Sink = {
  name: "sqs",
  events: 12_000,
  async open() {
    const server = await startServerProcess("./sinks/sqs-server.ts");
    const manifest = await readFile(
      new URL("../../node_modules/fauxqs/package.json", import.meta.url),
      "utf8",
    );
    const { version } = JSON.parse(manifest) as { readonly version: string };
    const region = "eu-west-1";
    const credentials = { accessKeyId: "bench", secretAccessKey: "bench" };
    const endpoint = `http://127.0.0.1:${server.first}`;
    const client = new SQSClient({ region, endpoint, credentials });
    return {
      server: `fauxqs ${version}`,
      definition: sqsConnector,
      async makePlace() {
        const { QueueUrl = "" } = await client.send(new CreateQueueCommand({ QueueName: randomUUID() }));
        return {
          config: {
            queue_url: QueueUrl,
            region,
            endpoint,
            access_key_id: credentials.accessKeyId,
            secret_access_key: credentials.secretAccessKey,
          },
          openByHand: () => writeByHand(new SQSClient({ region, endpoint, credentials }), QueueUrl),
          async count() {
            const { Attributes } = await client.send(
              new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
            );
            return Number(Attributes?.["ApproximateNumberOfMessages"]);
          },
          [Symbol.asyncDispose]: async () => void (await client.send(new DeleteQueueCommand({ QueueUrl }))),
        };
      },
      async [Symbol.asyncDispose]() {
        client.destroy();
        await server.stop();
      },
    };
  },
};

function writeByHand(client: SQSClient, queueUrl: string): HandWriter {
  return {
    async write(records) {
      const calls = Array.from({ length: Math.ceil(records.length / mostEntries) }, (_, call) =>
        records.slice(call * mostEntries, (call + 1) * mostEntries),
      ).values();
      const sendNext = async () => {
        for (const call of calls) await send(client, queueUrl, call);
      };
      await Promise.all(Array.from({ length: parallelCalls }, sendNext));
    },
    async [Symbol.asyncDispose]() {
      client.destroy();
    },
  };
}

async function send(client: SQSClient, QueueUrl: string, records: readonly DeliveryRecord[]): Promise<void> {
  const Entries = records.map((record) => ({
    Id: record.id,
    MessageBody: terraBody(record),
    MessageAttributes: {
      "musette-id": { DataType: "String", StringValue: record.id },
      "musette-key": { DataType: "String", StringValue: record.key },
      "musette-revision": { DataType: "Number", StringValue: String(record.revision) },
      type: { DataType: "String", StringValue: record.type },
      user_id: { DataType: "String", StringValue: record.user.user_id },
    },
  }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  if (Failed.length > 0) throw new Error(`${Failed.length} messages were refused: ${Failed[0]?.Message}`);
}
