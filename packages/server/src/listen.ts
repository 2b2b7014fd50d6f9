import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";
import { drainRequest } from "./request/drain-request.ts";
import { identifyRequest } from "./request/request-id.ts";

export interface Listening {
  /** `http://127.0.0.1:8080`, with the port that was given when port 0 was asked for. */
  readonly url: string;
  /** Takes no new connection, lets requests finish for `timeoutMs`, then cuts them off. */
  close(options: { readonly timeoutMs: number }): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  /** 0 lets the system choose a free one. */
  readonly port: number;
  /** Connections beyond these are closed at once. @default 1000 */
  readonly maxConnections?: number;
  /** How long a request's headers may take to arrive. @default 15000 */
  readonly headersTimeoutMs?: number;
  /** How long a request may take to arrive, its body too. @default 60000 */
  readonly requestTimeoutMs?: number;
  /** How long a connection may rest between requests: longer than proxies keep theirs (60 s). @default 65000 */
  readonly keepAliveTimeoutMs?: number;
  /** How long a connection may rest in the middle of one: a receiver that stops reading. @default 120000 */
  readonly stallTimeoutMs?: number;
}

/** Of the headers together, in bytes; more are answered 431. */
const maxHeaderSize = 16_384;

/** Serves an app over HTTP/1.1. Rejects when the address cannot be listened on. */
export async function listen(app: Pick<Hono, "fetch">, address: ListenOptions): Promise<Listening> {
  const answer = getRequestListener((request, bindings) => {
    const response = app.fetch(request, bindings);
    const { incoming } = bindings as { readonly incoming: IncomingMessage };
    return incoming.method === "GET" || incoming.method === "HEAD" ? response : afterBody(response, incoming);
  });
  const { headersTimeoutMs: headersTimeout = 15_000, requestTimeoutMs: requestTimeout = 60_000 } = address;
  const { keepAliveTimeoutMs: keepAliveTimeout = 65_000, stallTimeoutMs = 120_000 } = address;
  // Node looks for late requests so often; by default every 30 s, which would double the first limit.
  const connectionsCheckingInterval = Math.min(5_000, headersTimeout);
  const server = createServer(
    { requestTimeout, headersTimeout, keepAliveTimeout, maxHeaderSize, connectionsCheckingInterval },
    (incoming, outgoing) => {
      // Browsers take every answer for what it says it is. Here rather than in a middleware, which costs 5 µs.
      outgoing.setHeader("x-content-type-options", "nosniff");
      identifyRequest(incoming, outgoing);
      void answer(incoming, outgoing);
    },
  );
  server.maxConnections = address.maxConnections ?? 1_000;
  server.setTimeout(stallTimeoutMs);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, resolve);
  });
  const { port, family } = server.address() as AddressInfo;
  const host = family === "IPv6" ? `[${address.host}]` : address.host;
  return { url: `http://${host}:${port}`, close: ({ timeoutMs }) => close(server, timeoutMs) };
}

async function afterBody(
  response: Response | Promise<Response>,
  incoming: IncomingMessage,
): Promise<Response> {
  const made = await response;
  if (!incoming.readableEnded) await drainRequest(incoming);
  return made;
}

async function close(server: Server, timeoutMs: number): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cutOff);
}
