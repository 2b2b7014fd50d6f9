import { randomUUID } from "node:crypto";
import { ensureKafka, kafkaCluster, readKafkaTopic } from "@musette/testing";
import { foundIn, type Place } from "./place.ts";

/** librdkafka's mock cluster, read by kcat. */
export async function kafkaPlace(): Promise<Place> {
  const { brokers } = await kafkaCluster((await ensureKafka()).url);
  const topic = `ten-${randomUUID()}`;
  return {
    yaml: { type: "kafka", brokers: [...brokers], topic },
    client: "kcat",
    async read() {
      const [message] = await readKafkaTopic(brokers, topic).catch(() => []);
      return message && foundIn(message.value);
    },
    async [Symbol.asyncDispose]() {},
  };
}
