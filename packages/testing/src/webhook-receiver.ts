import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A request that came in whole. */
export interface ReceivedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An HTTP server on loopback that keeps what it is sent. */
export interface WebhookReceiver extends AsyncDisposable {
  /** `http://127.0.0.1:…`, without a path. */
  readonly origin: string;
  /** Every request that came in whole, in order. */
  readonly requests: readonly ReceivedRequest[];
  /** The POSTs among them that were answered 2xx. */
  readonly taken: readonly ReceivedRequest[];
}

export interface ReceiverOptions {
  /** Answers a request, at once, later or never. @default 200 without a body */
  readonly answer?: (request: ReceivedRequest, response: ServerResponse) => void;
  /** PEM; speaks TLS when given. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Starts a receiver of webhooks. */
export async function startWebhookReceiver(options: ReceiverOptions = {}): Promise<WebhookReceiver> {
  const { answer = (_, response) => void response.writeHead(200).end(), tls } = options;
  const requests: ReceivedRequest[] = [];
  const taken: ReceivedRequest[] = [];

  const receive = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = "", url: path = "", headers } = incoming;
    const request = { method, path, headers, body: await buffer(incoming) };
    requests.push(request);
    answer(request, response);
    const { statusCode, headersSent } = response;
    if (method === "POST" && headersSent && statusCode >= 200 && statusCode < 300) taken.push(request);
  };
  const listener: RequestListener = (incoming, response) => {
    // A sender that gives up half-way has sent nothing.
    receive(incoming, response).catch(() => response.destroy());
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  return {
    origin: `${tls === undefined ? "http" : "https"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    taken,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
