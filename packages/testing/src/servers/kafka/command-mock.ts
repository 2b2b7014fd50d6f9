import { createConnection } from "node:net";
import { text } from "node:stream/consumers";

const defaultTimeoutMs = 5_000;

/**
 * Has a mock cluster obey a command (they are listed in mockbroker.c).
 *
 * @returns what it says behind `OK`.
 * @throws when it does not obey, or does not answer.
 */
export async function commandMock(
  url: string,
  command: string,
  { timeoutMs = defaultTimeoutMs }: { readonly timeoutMs?: number } = {},
): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = createConnection({ host: hostname, port: Number(port) });
  socket.setTimeout(timeoutMs, () => socket.destroy(new Error("the mock cluster does not answer")));
  // Not `end`: that would throw away the error of a connection that cannot be made.
  socket.write(`${command}\n`, () => socket.end());
  const answer = (await text(socket)).trim();
  if (!answer.startsWith("OK")) throw new Error(`The mock cluster answered ${command} with "${answer}".`);
  return answer.slice("OK ".length);
}
