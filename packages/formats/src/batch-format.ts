import type { FormatName } from "@musette/core";

/** The formats that put the events of a batch together into few objects. */
export type BatchFormat = Extract<FormatName, "ndjson" | "ndjson+gzip" | "ndjson+zstd" | "parquet">;
