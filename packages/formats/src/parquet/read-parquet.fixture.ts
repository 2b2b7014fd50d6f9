import { gunzipSync } from "node:zlib";
import { parquetReadObjects } from "hyparquet";

/** The rows of a Parquet file, as hyparquet reads them; timestamps as microseconds. */
export async function readParquet(
  bytes: Uint8Array | undefined,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  if (bytes === undefined) throw new Error("There is no such file in the batch.");
  return await parquetReadObjects({
    // A copy, because the bytes may lie within a larger buffer.
    file: new Uint8Array(bytes).buffer,
    compressors: { GZIP: (page) => gunzipSync(page) },
    parsers: { timestampFromMicroseconds: (micros) => micros },
  });
}
