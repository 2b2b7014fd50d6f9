import type { FormatName } from "@musette/core";

/** Formats that put the records of a batch together. */
export type BatchFormat = Extract<FormatName, "ndjson" | "ndjson+gzip" | "ndjson+zstd" | "parquet">;

const names: ReadonlySet<FormatName> = new Set<BatchFormat>([
  "ndjson",
  "ndjson+gzip",
  "ndjson+zstd",
  "parquet",
]);

/** Its objects are named after the batch: the records must not come again under another batch's name. */
export function isBatchFormat(format: FormatName): format is BatchFormat {
  return names.has(format);
}
