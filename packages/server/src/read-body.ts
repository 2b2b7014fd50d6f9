import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, zstdDecompress } from "node:zlib";
import type { Context } from "hono";
import type { BodyRoom } from "./in-flight.ts";

type Decompress = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>;

const decompressors: Readonly<Record<string, Decompress>> = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

export type ReadBody =
  | { readonly outcome: "read"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly outcome: "too-large" }
  /** Too much is in memory already. */
  | { readonly outcome: "no-room" }
  | { readonly outcome: "unknown-encoding"; readonly encoding: string }
  | { readonly outcome: "undecodable"; readonly encoding: string };

/** What is sent packs to a tenth or so; what packs better is unpacked again, when there is room for it. */
const likelyRatio = 32;
const leastUnpackedBytes = 65_536;

const anyRoom: Pick<BodyRoom, "resize"> = { resize: () => true };

/**
 * Reads a request's body, decompressed, up to `maxBytes`. The limit holds for what is sent and for
 * what it unpacks to, so a small body cannot become a large one; `room` is asked before anything is kept.
 */
export async function readBody(
  context: Context,
  maxBytes: number,
  room: Pick<BodyRoom, "resize"> = anyRoom,
): Promise<ReadBody> {
  const read = await readReceived(context, maxBytes, room);
  if (read.outcome !== "read") return read;
  const received = read.bytes;
  const encoding = (context.req.header("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding === "identity" || encoding === "") return read;
  const decompress = Object.hasOwn(decompressors, encoding) ? decompressors[encoding] : undefined;
  if (decompress === undefined) return { outcome: "unknown-encoding", encoding };
  const likelyBytes = Math.min(leastUnpackedBytes + received.byteLength * likelyRatio, maxBytes);
  const unpacked = await unpack(decompress, received, likelyBytes, room);
  const isMore = unpacked === "too-large" && likelyBytes < maxBytes;
  const whole = isMore ? await unpack(decompress, received, maxBytes, room) : unpacked;
  if (whole === "undecodable") return { outcome: "undecodable", encoding };
  if (typeof whole === "string") return { outcome: whole };
  room.resize(whole.byteLength);
  return { outcome: "read", bytes: new Uint8Array(whole) };
}

async function unpack(
  decompress: Decompress,
  received: Uint8Array,
  maxBytes: number,
  room: Pick<BodyRoom, "resize">,
): Promise<Buffer | "too-large" | "no-room" | "undecodable"> {
  if (!room.resize(received.byteLength + maxBytes)) return "no-room";
  try {
    return await decompress(received, { maxOutputLength: maxBytes });
  } catch (error) {
    return error instanceof RangeError ? "too-large" : "undecodable";
  }
}

async function readReceived(
  context: Context,
  maxBytes: number,
  room: Pick<BodyRoom, "resize">,
): Promise<Extract<ReadBody, { outcome: "read" | "too-large" | "no-room" }>> {
  const announced = context.req.header("content-length");
  // The HTTP parser holds a sender to the length it announces, so only chunked bodies are counted.
  if (announced !== undefined) {
    if (Number(announced) > maxBytes) return { outcome: "too-large" };
    if (!room.resize(Number(announced))) return { outcome: "no-room" };
    return { outcome: "read", bytes: new Uint8Array(await context.req.arrayBuffer()) };
  }
  const stream = context.req.raw.body;
  if (stream === null) return { outcome: "read", bytes: new Uint8Array(0) };
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.byteLength;
    if (length > maxBytes) return { outcome: "too-large" };
    if (!room.resize(length)) return { outcome: "no-room" };
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return { outcome: "read", bytes };
}
