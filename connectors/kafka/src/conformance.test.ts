import { randomUUID } from "node:crypto";
import { Admin } from "@platformatic/kafka";
import {
  connectorConformance,
  ensureKafka,
  kafkaCluster,
  readKafkaTopic,
  startKafkaFront,
  suiteTitle,
} from "@musette/testing";
import type { ConformanceTarget, KafkaCluster, KafkaFront, StoredRecord } from "@musette/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { kafkaConnector } from "./index.ts";

const account = { username: "musette", password: "kept-between-us" };
const wrongPassword = "of-somebody-else";
const partitions = 4;
const mostMessageBytes = 8_388_608;

const server = await ensureKafka();
const isMock = server.url.startsWith("kafka-mock:");
const wholeBatches = "a broker takes the messages of a partition together, or none of them";
const noLogin = "the named cluster is used without a login";

describe.skipIf("skipped" in server)(`kafka ${suiteTitle("by its guarantee", server)}`, () => {
  let cluster: KafkaCluster;
  let front: KafkaFront | undefined;

  beforeAll(async () => {
    cluster = await kafkaCluster(server.url);
    // The mock knows no login; the front in its place does.
    if (isMock) front = await startKafkaFront({ brokers: cluster.brokers, account });
  });
  afterAll(async () => await front?.[Symbol.asyncDispose]());

  connectorConformance(
    {
      name: isMock ? "kafka on librdkafka's mock cluster" : "kafka on the named cluster",
      definition: kafkaConnector,
      moduleUrl: import.meta.resolve("./index.ts"),
      makeTarget,
      notApplicable: {
        "names exactly the records that the store refuses": wholeBatches,
        ...(!isMock && {
          "reports wrong credentials as unauthorized": noLogin,
          "finds wrong credentials in check": noLogin,
        }),
      },
    },
    { describe, it },
  );

  async function makeTarget(): Promise<ConformanceTarget> {
    const topic = `events-${randomUUID()}`;
    const missing = `none-${randomUUID()}`;
    await createTopic(topic);
    await cluster.command?.(`topic_error ${missing} 3`);
    const login = front && { sasl: { mechanism: "SCRAM-SHA-256", ...account } };
    const config = { brokers: [...(front ?? cluster).brokers], topic, ...login };
    const read = async () => await readKafkaTopic(cluster.brokers, topic);
    return {
      config,
      secrets: [account.password, wrongPassword],
      configAt: ({ host, port }) => ({ ...config, brokers: `${host}:${port}` }),
      ...(login && {
        wrongCredentials: { ...config, sasl: { ...login.sasl, password: wrongPassword } },
      }),
      missingPlace: { config: { ...config, topic: missing }, outcome: "not_found" },
      snapshot: async () => JSON.stringify(await read()),
      async readBack() {
        const stored = new Map<string, StoredRecord>();
        for (const { value, headers } of await read()) {
          const id = headers["musette-id"] ?? "";
          const revision = Number(headers["musette-revision"]);
          stored.set(id, { id, revision, json: value, copies: (stored.get(id)?.copies ?? 0) + 1 });
        }
        return [...stored.values()];
      },
      [Symbol.asyncDispose]: async () => undefined,
    };
  }

  async function createTopic(topic: string): Promise<void> {
    if (cluster.command !== undefined) {
      await cluster.command(`topic ${topic} ${partitions} 1`);
      return;
    }
    const admin = new Admin({ clientId: "musette-test", bootstrapBrokers: [...cluster.brokers] });
    try {
      const configs = [{ name: "max.message.bytes", value: String(mostMessageBytes) }];
      await admin.createTopics({ topics: [topic], partitions, replicas: 1, configs });
    } finally {
      await admin.close();
    }
  }
});
