import type { IncomingMessage } from "node:http";

/** Twice the usual `server.max_body`; who announces more is answered at once. */
const mostBytes = 64 * 1024 * 1024;
/** 32 MB at 13 Mbit/s; who is slower than that may not hear the answer. */
const longestMs = 20_000;
/** Who sends nothing for so long may be waiting for the answer. */
const longestRestMs = 2_000;

/**
 * Reads what is still on its way of a request that is decided already, and throws it away: an answer to
 * somebody who is still sending is lost where the connection is closed over it, because that resets it
 * (RFC 9112 section 9.6). The server under us closes it after half a second, and its own reading stops at
 * the first piece of a body that was begun (measured).
 *
 * @returns when all has come, or the sender rests, is gone, or has sent more than there may be.
 */
export async function drainRequest(incoming: IncomingMessage): Promise<void> {
  if (incoming.readableEnded || incoming.destroyed) return;
  if (Number(incoming.headers["content-length"] ?? 0) > mostBytes) return;
  const done = Promise.withResolvers<void>();
  const rest = setTimeout(done.resolve, longestRestMs);
  const limit = setTimeout(done.resolve, longestMs);
  let bytes = 0;
  // Nobody reads it any more, but a reader that was left would keep it all, and hold it up.
  incoming.removeAllListeners("data");
  incoming.on("data", (piece: Uint8Array) => {
    rest.refresh();
    bytes += piece.byteLength;
    if (bytes > mostBytes) done.resolve();
  });
  for (const event of ["end", "close", "error"]) incoming.once(event, done.resolve);
  incoming.resume();
  await done.promise;
  clearTimeout(rest);
  clearTimeout(limit);
}
