import * as z from "zod";
import { topicProblem } from "./topic.ts";

/** A host name or address, IPv6 in brackets, and a port where it is not 9092. */
const broker = z
  .string()
  .regex(/^(\[[0-9a-fA-F:.]+\]|[^\s:,/@]+)(:\d{1,5})?$/, "expected a broker, as in kafka-1.example.com:9092");

const file = z.string().min(1);

const sasl = z.strictObject({
  mechanism: z.enum(["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]).describe("How to log in"),
  username: z
    .string()
    .min(1)
    .meta({ examples: ["musette"] })
    .describe("Who logs in"),
  password: z
    .string()
    .min(1)
    .meta({ secret: true, examples: ["${KAFKA_PASSWORD}"] })
    .describe("Its password"),
});

const tlsFiles = z.strictObject({
  ca_file: file
    .optional()
    .meta({ examples: ["/run/secrets/ca.pem"] })
    .describe("Authorities to trust, as PEM. Default: those that Node trusts"),
  cert_file: file
    .optional()
    .meta({ examples: ["/run/secrets/client.pem"] })
    .describe("The client's own certificate, as PEM, for mutual TLS"),
  key_file: file
    .optional()
    .meta({ examples: ["/run/secrets/client-key.pem"] })
    .describe("Its private key, as PEM"),
});

/** The keys of a Kafka destination. */
export const configSchema = z
  .strictObject({
    brokers: z
      .union([z.string().transform((list) => list.split(",").map((one) => one.trim())), z.array(z.string())])
      .pipe(z.array(broker).min(1))
      .meta({ examples: [["kafka-1.example.com:9092", "kafka-2.example.com:9092"]] })
      .describe("Brokers to start from, as a list or with commas. The others are learned from them"),
    topic: z
      .string()
      .superRefine((topic, context) => {
        const message = topicProblem(topic);
        if (message !== undefined) context.addIssue({ code: "custom", message });
      })
      .meta({ examples: ["terra-events"] })
      .describe("Where events go. {type} and {provider} stand for those of the event"),
    client_id: z
      .string()
      .regex(/^\S+$/, "expected a name without spaces")
      .default("musette")
      .describe("How the brokers name this client in their logs and quotas"),
    sasl: sasl
      .optional()
      .meta({
        examples: [{ mechanism: "SCRAM-SHA-512", username: "musette", password: "${KAFKA_PASSWORD}" }],
      })
      .describe("Logs in, where the brokers ask for it"),
    tls: z
      .union([z.boolean(), tlsFiles])
      .default(false)
      .describe("Encrypts: true, or the files with the certificates"),
    compression: z
      .enum(["none", "gzip", "snappy", "lz4", "zstd"])
      .default("none")
      .describe("How messages are packed"),
    acks: z
      .union([z.literal("all"), z.literal(1)])
      .default("all")
      .describe("Who must have an event before it counts as delivered: all in-sync replicas, or the leader"),
    max_request_size: z
      .int()
      .min(16_384)
      .max(104_857_600)
      .optional()
      .meta({ examples: [1_048_576] })
      .describe("Most bytes of messages in one request, and of one message. Default: the brokers decide"),
  })
  .superRefine(({ tls }, context) => {
    if (typeof tls === "boolean" || (tls.cert_file === undefined) === (tls.key_file === undefined)) return;
    context.addIssue({ code: "custom", path: ["tls"], message: "cert_file and key_file go together" });
  })
  .transform((keys) => ({
    brokers: keys.brokers,
    topic: keys.topic,
    clientId: keys.client_id,
    sasl: keys.sasl,
    tls: keys.tls === true ? {} : keys.tls,
    compression: keys.compression,
    acks: keys.acks,
    mostRequestBytes: keys.max_request_size,
  }));

export type KafkaConfig = Readonly<z.output<typeof configSchema>>;
