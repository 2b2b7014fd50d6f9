import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";

/** Asks for a path over a connection of its own and hangs up at the first byte of the body; milliseconds. */
export async function timeToFirstByte(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const startedMs = performance.now();
  const request = get({ port, path, headers, agent: false });
  const [response] = (await once(request, "response")) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${path} was answered ${response.statusCode}`);
  await once(response, "data");
  const firstByteMs = performance.now() - startedMs;
  // Destroyed before its end, which the request reports as an error.
  request.on("error", () => undefined);
  request.destroy();
  await once(request, "close");
  return firstByteMs;
}
