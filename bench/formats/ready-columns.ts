import { gunzipSync, gzipSync } from "node:zlib";
import { encodeParquet } from "@musette/formats";
import type { FormatEvent } from "@musette/formats";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { BasicType } from "hyparquet-writer";

/** Writes the samples of events with hyparquet-writer alone, whose columns lie ready in memory. */
export async function createReadyColumns(events: readonly FormatEvent[]): Promise<() => ArrayBuffer> {
  const samples = (await encodeParquet(events)).find(({ name }) => name === "activity_samples");
  if (samples === undefined) throw new Error("The generated rides have no samples.");
  const file = new Uint8Array(samples.bytes).buffer;
  const rows = await parquetReadObjects({ file, compressors: { GZIP: (page) => gunzipSync(page) } });
  const columnData = parquetMetadata(file)
    .schema.slice(1)
    .map(({ name, type, converted_type }) => ({
      name,
      data: rows.map((row: Readonly<Record<string, unknown>>) => row[name]),
      type: basicType(type, converted_type),
    }));
  return () =>
    parquetWriteBuffer({ columnData, codec: "GZIP", compressors: { GZIP: (page) => gzipSync(page) } });
}

function basicType(type: string | undefined, converted: string | undefined): BasicType {
  if (converted === "TIMESTAMP_MICROS") return "TIMESTAMP";
  return type === "BYTE_ARRAY" ? "STRING" : "DOUBLE";
}
