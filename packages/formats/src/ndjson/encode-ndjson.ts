import { promisify } from "node:util";
import { constants, gzip, zstdCompress } from "node:zlib";
import { terraBody } from "@musette/core";
import type { Encoded } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";

export type NdjsonCompression = "none" | "gzip" | "zstd";

const encoder = new TextEncoder();
const gzipAsync = promisify(gzip);
const zstdAsync = promisify(zstdCompress);

/** As small as gzip's default, in a fifth of its time; the next level is larger on such text. */
const zstdLevel = 1;

/**
 * One Terra webhook body a line, in the order given. The same events give the same bytes: neither
 * compression writes a time. Compressing happens off the event loop's thread.
 *
 * @see https://github.com/ndjson/ndjson-spec, RFC 1952 (gzip), RFC 8878 (zstd)
 */
export async function encodeNdjson(
  events: readonly FormatEvent[],
  compression: NdjsonCompression,
): Promise<Encoded> {
  const lines = Buffer.concat(events.map((event) => encoder.encode(`${terraBody(event)}\n`)));
  switch (compression) {
    case "none":
      return { bytes: lines, contentType: "application/x-ndjson", extension: "ndjson" };
    case "gzip":
      return { bytes: await gzipAsync(lines), contentType: "application/gzip", extension: "ndjson.gz" };
    case "zstd": {
      const params = { [constants.ZSTD_c_compressionLevel]: zstdLevel };
      const bytes = await zstdAsync(lines, { params });
      return { bytes, contentType: "application/zstd", extension: "ndjson.zst" };
    }
  }
}
