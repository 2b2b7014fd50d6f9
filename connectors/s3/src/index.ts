import { defineConnector } from "@musette/core";
import { s3Config } from "./config.ts";
import { openS3 } from "./write.ts";

/** Amazon S3 and stores that speak its protocol: one object for each event, in Terra's layout. */
export const s3Connector = defineConnector({
  type: "s3",
  summary: "Puts events as objects into a bucket of Amazon S3, or of a store that speaks its protocol.",
  config: s3Config,
  limits: { records: 200, bytes: 64_000_000 },
  guarantee: "idempotent",
  formats: ["json", "ndjson", "ndjson+gzip", "ndjson+zstd", "fit", "tcx", "fhir", "fhir-r5", "parquet"],
  storesObjects: true,
  deletesUsers: true,
  open: openS3,
});

export default s3Connector;
