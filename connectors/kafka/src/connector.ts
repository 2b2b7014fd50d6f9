import { DeliveryError, untilAborted } from "@musette/core";
import type { Connector, ConnectorContext } from "@musette/core";
import type { KafkaConfig } from "./config.ts";
import { deliveryError } from "./errors.ts";
import { createProducer } from "./producer.ts";
import { fixedTopic } from "./topic.ts";
import { write } from "./write.ts";

/** Opens one cluster. */
export function createKafka(config: KafkaConfig, context: Pick<ConnectorContext, "log">): Connector {
  const producer = createProducer(config, context);
  let closing: Promise<void> | undefined;

  return {
    async write(batch, { signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      return await write(producer, batch, config, signal);
    },

    async check({ signal }) {
      signal.throwIfAborted();
      refuseWhenClosed();
      const topic = fixedTopic(config.topic);
      try {
        await untilAborted(producer.probe(topic), signal);
      } catch (error) {
        signal.throwIfAborted();
        const asked = topic === undefined ? "tell its brokers" : `tell the leaders of topic "${topic}"`;
        throw deliveryError(asked, error);
      }
    },

    async close() {
      closing ??= producer.close();
      await closing;
    },
  };

  function refuseWhenClosed(): void {
    if (closing === undefined) return;
    throw new DeliveryError("unavailable", "The connector to Kafka is closed. Open it again.");
  }
}
