import { once } from "node:events";
import { Agent, createServer, request as sendRequest } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { verifyToken } from "./json-web-token.ts";
import { createStorage } from "./storage.ts";

/** The one address of a Supabase project, with its services behind it. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
}

const restPath = "/rest/v1";
const storagePath = "/storage/v1";

/**
 * Starts what a Supabase project has in front of its services: `/rest/v1` goes to PostgREST, `/storage/v1` to a
 * storage service in memory. Unlike the real one it does not look at the header `apikey`, so that a wrong
 * key is refused by the service itself.
 */
export async function startGateway(options: {
  readonly postgrestPort: number;
  readonly tokenSecret: string;
}): Promise<Gateway> {
  const storage = createStorage();
  const agent = new Agent({ keepAlive: true });
  const server = createServer((incoming, response) => {
    const { pathname } = new URL(incoming.url ?? "", "http://localhost");
    if (pathname.startsWith(`${restPath}/`)) return forward(incoming, response);
    const answered = pathname.startsWith(`${storagePath}/`)
      ? answerStorage(incoming, response, decodeURIComponent(pathname.slice(storagePath.length)))
      : Promise.resolve(response.writeHead(404).end());
    answered.catch(() => response.destroy());
  });

  function forward(incoming: IncomingMessage, response: ServerResponse): void {
    const { method, headers } = incoming;
    const path = (incoming.url ?? "").slice(restPath.length);
    const place = { host: "127.0.0.1", port: options.postgrestPort, agent };
    const outgoing = sendRequest({ ...place, method, headers, path }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on("error", () => response.destroy());
    // A caller that gives up takes its request with it.
    response.on("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  }

  async function answerStorage(
    incoming: IncomingMessage,
    response: ServerResponse,
    path: string,
  ): Promise<void> {
    const { method = "GET", headers } = incoming;
    const token = headers.authorization?.replace(/^Bearer /, "") ?? "";
    const role = verifyToken(token, options.tokenSecret)?.role;
    const answer = storage({ method, path, headers, role, body: await buffer(incoming) });
    response.writeHead(answer.status, { "content-type": answer.contentType }).end(answer.body);
  }

  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      agent.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
