import { defineConnector } from "@musette/core";
import { configSchema } from "./config.ts";
import { createSqs } from "./connector.ts";

/** Sends every event, whole, to an Amazon SQS queue, standard or FIFO. */
export const sqsConnector = defineConnector({
  type: "sqs",
  summary: "Sends every event, whole, to an Amazon SQS queue, standard or FIFO.",
  config: configSchema,
  // A message may have 1 MiB with its attributes; 8 KiB are left to those and to the words around the item.
  limits: { records: 200, bytes: 8_000_000, recordBytes: 1_040_384 },
  guarantee: "at-least-once",
  formats: ["json", "fhir", "fhir-r5"],
  open: (config) => createSqs(config),
});

export default sqsConnector;
