import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

export interface Listening {
  /** `http://127.0.0.1:8080`, with the port that was given when port 0 was asked for. */
  readonly url: string;
  /** Takes no new connection, lets requests finish for `timeoutMs`, then cuts them off. */
  close(options: { readonly timeoutMs: number }): Promise<void>;
}

/** Serves an app over HTTP/1.1. Rejects when the address cannot be listened on. */
export async function listen(
  app: Hono,
  address: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const answer = getRequestListener(app.fetch);
  const server = createServer(
    { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 65_000, maxHeaderSize: 16_384 },
    (incoming, outgoing) => void answer(incoming, outgoing),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(address.port, address.host, resolve);
  });
  const { port, family } = server.address() as AddressInfo;
  const host = family === "IPv6" ? `[${address.host}]` : address.host;
  return { url: `http://${host}:${port}`, close: ({ timeoutMs }) => close(server, timeoutMs) };
}

async function close(server: Server, timeoutMs: number): Promise<void> {
  const cutOff = setTimeout(() => server.closeAllConnections(), timeoutMs);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
  clearTimeout(cutOff);
}
