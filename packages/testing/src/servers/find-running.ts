import { reasonOf } from "./reason-of.ts";
import { readStarted } from "./started-servers.ts";
import type { TestServer } from "./test-server.ts";

const askTimeoutMs = 2_000;

export interface RunningServer {
  readonly url: string;
  readonly version: string;
  readonly how: "named by its variable" | "started earlier" | "was running";
}

/**
 * A server that answers: the one its variable names, else one that was started earlier, else the
 * one on the standard port.
 *
 * @returns why there is none: a variable that is set is taken at its word, and nothing else is used.
 */
export async function findRunning(
  server: TestServer,
): Promise<RunningServer | { readonly none: string; readonly final: boolean }> {
  const named = process.env[server.urlVariable];
  if (named !== undefined && named !== "") {
    const answer = await ask(server, named);
    if ("version" in answer) return { url: named, version: answer.version, how: "named by its variable" };
    return {
      none: `${server.urlVariable} is set, and that server does not answer: ${answer.reason}`,
      final: true,
    };
  }
  for (const { name, url } of await readStarted()) {
    if (name !== server.name) continue;
    const answer = await ask(server, url);
    if ("version" in answer) return { url, version: answer.version, how: "started earlier" };
  }
  const answer = await ask(server, server.standardUrl);
  if ("version" in answer) return { url: server.standardUrl, version: answer.version, how: "was running" };
  return { none: `none at ${server.standardUrl} (${answer.reason})`, final: false };
}

async function ask(
  server: TestServer,
  url: string,
): Promise<{ readonly version: string } | { readonly reason: string }> {
  try {
    return { version: await server.ask(url, { timeoutMs: askTimeoutMs }) };
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}
