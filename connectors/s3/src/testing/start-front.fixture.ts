import { createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

/** A stand-in between the connector and the store, which answers in the store's place where it is told to. */
export interface Front extends AsyncDisposable {
  readonly endpoint: string;
  /** `METHOD /path` of every request. */
  readonly requests: readonly string[];
}

/**
 * @param answer Returns true when it has answered, or will; all else goes to the store as it came and
 *   is answered as the store answers.
 */
export async function startFront(
  store: string,
  answer: (asked: IncomingMessage, response: ServerResponse) => boolean,
): Promise<Front> {
  const requests: string[] = [];
  const { hostname, port } = new URL(store);
  const server = createServer((asked, response) => {
    requests.push(`${asked.method} ${asked.url}`);
    if (answer(asked, response)) {
      asked.resume();
      return;
    }
    const { method, url: path, headers } = asked;
    // The host header stays: it is part of what the client has signed.
    const passed = request({ hostname, port, method, path, headers }, (back) => {
      response.writeHead(back.statusCode ?? 502, back.headers);
      back.pipe(response);
    });
    passed.once("error", () => response.destroy());
    asked.pipe(passed);
  });
  // As stores do; else the client waits for permission to send a large body.
  server.on("checkContinue", (asked, response) => {
    response.writeContinue();
    server.emit("request", asked, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the front has no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers as S3 does when it refuses. */
export function refuse(response: ServerResponse, status: number, code: string, headers = {}): true {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><RequestId>r1</RequestId></Error>`;
  response.writeHead(status, { "content-type": "application/xml", ...headers }).end(body);
  return true;
}
