import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { kafkaConnector } from "@musette/connector-kafka";
import { terraBody } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";
import { ensureKafka, kafkaCluster, startKafkaMock } from "@musette/testing";
import { Admin, ProduceAcks, Producer } from "@platformatic/kafka";
import type { HandWriter, Sink } from "./sink.ts";

const run = promisify(execFile);
const partitions = 4;
/** Messages of one request stay below the megabyte that every broker takes. */
const messagesInRequest = 180;

/** Produce requests by the Kafka client, acknowledged by all replicas, keyed by user. */
export const kafka: Sink = {
  name: "kafka",
  // Enough that what a start takes (the mock refuses an idempotent producer, which is made anew) hardly counts.
  events: 32_000,
  async open() {
    const server = await ensureKafka();
    if ("skipped" in server) return server;
    // A mock of one's own: tests make the shared one fail.
    const mock = server.url.startsWith("kafka-mock:") ? await startKafkaMock() : undefined;
    const { brokers, command } = mock ?? (await kafkaCluster(server.url));
    return {
      server: server.version,
      definition: kafkaConnector,
      async makePlace() {
        const topic = `bench-${randomUUID()}`;
        if (command === undefined) await createTopic(brokers, topic);
        else await command(`topic ${topic} ${partitions} 1`);
        return {
          config: { brokers: [...brokers], topic },
          openByHand: () => writeByHand(brokers, topic),
          count: async () => await countMessages(brokers, topic),
          async [Symbol.asyncDispose]() {},
        };
      },
      [Symbol.asyncDispose]: async () => await mock?.[Symbol.asyncDispose](),
    };
  },
};

function writeByHand(brokers: readonly string[], topic: string): HandWriter {
  const producer = new Producer({ clientId: "bench", bootstrapBrokers: [...brokers] });
  return {
    async write(records) {
      for (let start = 0; start < records.length; start += messagesInRequest) {
        const messages = records
          .slice(start, start + messagesInRequest)
          .map((record) => toMessage(record, topic));
        await producer.send({ messages, acks: ProduceAcks.ALL });
      }
    },
    [Symbol.asyncDispose]: async () => await producer.close(true),
  };
}

function toMessage(record: DeliveryRecord, topic: string) {
  const headers = {
    "musette-id": record.id,
    "musette-key": record.key,
    "musette-revision": String(record.revision),
    type: record.type,
    "content-type": "application/json",
  };
  return {
    topic,
    key: Buffer.from(record.user.user_id),
    value: Buffer.from(terraBody(record)),
    headers: new Map(Object.entries(headers).map(([name, value]) => [Buffer.from(name), Buffer.from(value)])),
  };
}

async function createTopic(brokers: readonly string[], topic: string): Promise<void> {
  const admin = new Admin({ clientId: "bench", bootstrapBrokers: [...brokers] });
  await admin.createTopics({ topics: [topic], partitions, replicas: 1 });
  await admin.close();
}

/** By the partitions' ends, as kcat is told them: a mock does not keep all messages, and they need not be read. */
async function countMessages(brokers: readonly string[], topic: string): Promise<number> {
  const queries = Array.from({ length: partitions }, (_, partition) => ["-t", `${topic}:${partition}:-1`]);
  const { stdout } = await run("kcat", ["-Q", "-b", brokers.join(), ...queries.flat()]);
  const ends = [...stdout.matchAll(/offset (\d+)/g)].map(([, end]) => Number(end));
  return ends.reduce((sum, end) => sum + end, 0);
}
