import { ProduceAcks, Producer } from "@platformatic/kafka";
import { DeliveryError } from "@musette/core";
import type { ConnectorContext } from "@musette/core";
import { clientOptions } from "./client-options.ts";
import type { KafkaConfig } from "./config.ts";
import { classify } from "./errors.ts";
import type { Message } from "./message.ts";

/**
 * An idempotent producer asks again at once, under the same sequence number, by which the broker knows a
 * repeat. Never 1, which the client takes for "without end".
 */
const idempotentRetries = 2;
const retryDelayMs = 100;
/** A broker that is too old, an account without the right to it, and librdkafka's mock cluster. */
const idempotenceRefusals = new Set([
  "CLUSTER_AUTHORIZATION_FAILED",
  "PLT_KFK_UNSUPPORTED_API",
  "UNKNOWN_PRODUCER_ID",
  "UNSUPPORTED_VERSION",
]);

/** The client's producer, made when it is first needed because that reads files. */
export interface LazyProducer {
  /**
   * Sends messages of one topic, in one request to each broker.
   *
   * @returns what went wrong, with the number of partitions that the messages were shared out to; undefined
   * when that is not certain.
   */
  send(messages: readonly Message[]): Promise<SendFailure | undefined>;
  /** Connects to a broker and, when a topic is given, to the leaders of its partitions. */
  probe(topic: string | undefined): Promise<void>;
  close(): Promise<void>;
}

export interface SendFailure {
  readonly error: unknown;
  readonly partitionCount: number | undefined;
}

export function createProducer(config: KafkaConfig, { log }: Pick<ConnectorContext, "log">): LazyProducer {
  const acks = config.acks === "all" ? ProduceAcks.ALL : ProduceAcks.LEADER;
  let isIdempotent = config.acks === "all";
  let producer: Producer | undefined;
  let isClosed = false;

  return {
    async send(messages) {
      const [first] = messages;
      if (first === undefined) return undefined;
      const ready = await prepared();
      const { topic } = first;
      let partitionCount: number | undefined;
      try {
        // Partitions are named here, not left to the client, so that it is known which message went where.
        partitionCount = (await ready.metadata({ topics: [topic] })).topics.get(topic)?.partitionsCount ?? 1;
        const toSend = inPartitions(messages, partitionCount);
        await ready.send({ messages: toSend, acks, compression: config.compression });
        return undefined;
      } catch (error) {
        const countNow = ready.currentMetadata?.topics.get(topic)?.partitionsCount;
        // The leaders may have moved; the next request asks where they are.
        ready.clearMetadata();
        const isSame = countNow === undefined || countNow === partitionCount;
        return { error, partitionCount: isSame ? partitionCount : undefined };
      }
    },

    async probe(topic) {
      const asked = current();
      const wanted = topic === undefined ? [] : [topic];
      const { topics } = await asked.metadata({ topics: wanted, forceUpdate: true });
      const leaders = [...topics.values()].flatMap(({ partitions }) =>
        partitions.map(({ leader }) => leader),
      );
      if (leaders.length > 0) await asked.connectToBrokers([...new Set(leaders)]);
    },

    async close() {
      isClosed = true;
      await producer?.close(true);
    },
  };

  function current(): Producer {
    if (producer !== undefined) return producer;
    // A write that was under way must not open anew what was closed.
    if (isClosed) throw new DeliveryError("unavailable", "The connector to Kafka is closed. Open it again.");
    producer = new Producer({
      ...clientOptions(config),
      acks,
      idempotent: isIdempotent,
      retries: isIdempotent ? idempotentRetries : false,
      retryDelay: retryDelayMs,
    });
    // A connection that breaks twice, as after a failed login, says so twice; the second time nobody
    // would listen, which ends the process.
    producer.connections.on("connecting", ({ connection }) => connection.on("error", () => undefined));
    return producer;
  }

  /** The producer with its id from the cluster, or, where the cluster gives none, a plain one. */
  async function prepared(): Promise<Producer> {
    const ready = current();
    if (!isIdempotent || ready.producerId !== undefined) return ready;
    try {
      await ready.initIdempotentProducer({});
      return ready;
    } catch (error) {
      const { reason } = classify(error);
      if (!idempotenceRefusals.has(reason)) throw error;
      if (producer === ready) {
        isIdempotent = false;
        producer = undefined;
        log("warn", "Kafka refuses an idempotent producer; a repeated request may be stored twice", {
          reason,
        });
        await ready.close(true);
      }
      return current();
    }
  }
}

function inPartitions(messages: readonly Message[], count: number) {
  return messages.map(({ topic, key, value, headers, keyHash }) => {
    return { topic, key, value, headers, partition: keyHash % count };
  });
}
