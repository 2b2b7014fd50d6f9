import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";

export interface Download {
  readonly bytes: number;
  readonly megabytesPerSecond: number;
}

/** Fetches a path over a connection of its own and reads it to the end, into `sink` where one is given. */
export async function timedDownload(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
  sink?: Writable,
): Promise<Download> {
  const startedMs = performance.now();
  const request = get({ port, path, headers, agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${path} was answered ${response.statusCode}`);
  let bytes = 0;
  response.on("data", (chunk: Buffer) => (bytes += chunk.length));
  if (sink === undefined) await once(response, "end");
  else await pipeline(response, sink);
  const seconds = (performance.now() - startedMs) / 1000;
  return { bytes, megabytesPerSecond: bytes / 1e6 / seconds };
}
