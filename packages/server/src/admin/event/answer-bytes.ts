import type { Context } from "hono";

/**
 * Answers with bytes, or with the part that a `Range` header asks for (one range, RFC 9110), so that a page need not
 * load 20 MB to show their beginning.
 */
export function answerBytes(
  context: Context,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Response {
  const all = { ...headers, "accept-ranges": "bytes", "cache-control": "no-store" };
  const match = /^bytes=(\d*)-(\d*)$/.exec(context.req.header("range") ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (first === "" && last === "") return context.body(bytes, 200, all);
  const size = bytes.byteLength;
  const from = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const to = first === "" || last === "" ? size : Math.min(Number(last) + 1, size);
  if (from >= size || from >= to) {
    return context.body(null, 416, { ...all, "content-range": `bytes */${size}` });
  }
  return context.body(bytes.subarray(from, to), 206, {
    ...all,
    "content-range": `bytes ${from}-${to - 1}/${size}`,
  });
}
