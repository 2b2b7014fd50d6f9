import { defineConnector } from "@musette/core";
import { azureBlobConfig } from "./config.ts";
import { openAzureBlob } from "./write.ts";

/** Azure Blob Storage: one blob for each event, in Terra's layout. */
export const azureBlobConnector = defineConnector({
  type: "azure-blob",
  summary: "Puts events as blobs into a container of Azure Blob Storage.",
  config: azureBlobConfig,
  limits: { records: 200, bytes: 64_000_000 },
  guarantee: "idempotent",
  formats: ["json", "ndjson", "ndjson+gzip", "ndjson+zstd", "fit", "tcx", "fhir", "fhir-r5", "parquet"],
  storesObjects: true,
  deletesUsers: true,
  open: openAzureBlob,
});

export default azureBlobConnector;
