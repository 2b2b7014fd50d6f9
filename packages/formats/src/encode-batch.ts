import type { BatchObject } from "@musette/core";
import type { BatchFormat } from "./batch-format.ts";
import type { FormatEvent } from "./format-event.ts";
import { encodeNdjson } from "./ndjson/encode-ndjson.ts";
import type { NdjsonCompression } from "./ndjson/encode-ndjson.ts";
import { encodeParquet } from "./on-demand.ts";

const compressions: Readonly<Record<Exclude<BatchFormat, "parquet">, NdjsonCompression>> = {
  ndjson: "none",
  "ndjson+gzip": "gzip",
  "ndjson+zstd": "zstd",
};

/** All events of a batch in few objects. The same events in the same order give the same bytes. */
export async function encodeBatch(
  format: BatchFormat,
  events: readonly FormatEvent[],
): Promise<readonly BatchObject[]> {
  if (format === "parquet") return await encodeParquet(events);
  return [{ name: "batches", ...(await encodeNdjson(events, compressions[format])) }];
}
