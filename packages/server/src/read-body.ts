import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, zstdDecompress } from "node:zlib";
import type { Context } from "hono";

const decompressors: Readonly<
  Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

export type ReadBody =
  | { readonly outcome: "read"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly outcome: "too-large" }
  | { readonly outcome: "unknown-encoding"; readonly encoding: string }
  | { readonly outcome: "undecodable"; readonly encoding: string };

/**
 * Reads a request's body, decompressed, up to `maxBytes`. The limit holds for what is sent and for
 * what it unpacks to, so a small body cannot become a large one.
 */
export async function readBody(context: Context, maxBytes: number): Promise<ReadBody> {
  const received = await readReceived(context, maxBytes);
  if (received === undefined) return { outcome: "too-large" };
  const encoding = (context.req.header("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return { outcome: "read", bytes: received };
  const decompress = Object.hasOwn(decompressors, encoding) ? decompressors[encoding] : undefined;
  if (decompress === undefined) return { outcome: "unknown-encoding", encoding };
  try {
    const unpacked = await decompress(received, { maxOutputLength: maxBytes });
    return { outcome: "read", bytes: new Uint8Array(unpacked) };
  } catch (error) {
    if (error instanceof RangeError) return { outcome: "too-large" };
    return { outcome: "undecodable", encoding };
  }
}

async function readReceived(
  context: Context,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const announced = context.req.header("content-length");
  // The HTTP parser holds a sender to the length it announces, so only chunked bodies are counted.
  if (announced !== undefined) {
    return Number(announced) > maxBytes ? undefined : new Uint8Array(await context.req.arrayBuffer());
  }
  const stream = context.req.raw.body;
  if (stream === null) return new Uint8Array(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.byteLength;
    if (length > maxBytes) return undefined;
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}
