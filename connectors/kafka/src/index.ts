import { defineConnector } from "@musette/core";
import { configSchema } from "./config.ts";
import { createKafka } from "./connector.ts";

/** Produces every event, whole, to an Apache Kafka topic, keyed by its user. */
export const kafkaConnector = defineConnector({
  type: "kafka",
  summary: "Produces every event, whole, to an Apache Kafka topic, keyed by its user.",
  config: configSchema,
  // How large a single message may be is for the topic to say: compressed, 4 MB of JSON are a few hundred KB.
  limits: { records: 500, bytes: 4_000_000 },
  guarantee: "at-least-once",
  formats: ["json", "fhir", "fhir-r5", "fit", "tcx"],
  open: (config, context) => createKafka(config, context),
});

export default kafkaConnector;
