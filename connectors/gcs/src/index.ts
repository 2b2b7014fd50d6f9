import { defineConnector } from "@musette/core";
import { gcsConfig } from "./config.ts";
import { openGcs } from "./write.ts";

/** Google Cloud Storage: one object for each event, in Terra's layout. */
export const gcsConnector = defineConnector({
  type: "gcs",
  summary: "Puts events as objects into a bucket of Google Cloud Storage.",
  config: gcsConfig,
  limits: { records: 200, bytes: 64_000_000 },
  guarantee: "idempotent",
  formats: ["json", "ndjson", "ndjson+gzip", "ndjson+zstd", "fit", "tcx", "fhir", "fhir-r5", "parquet"],
  storesObjects: true,
  deletesUsers: true,
  open: openGcs,
});

export default gcsConnector;
