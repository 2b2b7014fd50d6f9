import type { FormatName } from "@musette/core";

/** What `--to` may be: what destinations take, and a table of activities for spreadsheets. */
export type TargetFormat = FormatName | "csv";

/** In the order of the help. */
export const targetFormats: readonly TargetFormat[] = [
  "json",
  "fit",
  "tcx",
  "fhir",
  "fhir-r5",
  "csv",
  "ndjson",
  "ndjson+gzip",
  "ndjson+zstd",
  "parquet",
];
