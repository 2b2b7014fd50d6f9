import type { FormatName } from "@musette/core";

/** One object per batch, named after it: its records must not come again under another batch's name. */
export const batchFormats: ReadonlySet<FormatName> = new Set(["ndjson", "parquet"]);
