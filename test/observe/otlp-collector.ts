import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { decodeSpans, type CollectedSpan } from "./otlp-spans.ts";

/** What takes traces by OTLP over HTTP, as a collector does. */
export interface OtlpCollector extends AsyncDisposable {
  /** Its address, without `/v1/traces`. */
  readonly endpoint: string;
  readonly requests: readonly CollectedRequest[];
  spans(): readonly CollectedSpan[];
}

export interface CollectedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** @param answer the status of an answer, or `"never"`: the request is read and left waiting. */
export async function startOtlpCollector(answer: () => number | "never" = () => 200): Promise<OtlpCollector> {
  const requests: CollectedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await buffer(incoming);
      requests.push({ path: incoming.url ?? "", headers: incoming.headers, body });
      const status = answer();
      // Of an empty ExportTraceServiceResponse nothing is left in protobuf.
      if (status !== "never") outgoing.writeHead(status, { "content-type": "application/x-protobuf" }).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    requests,
    spans: () => requests.flatMap(({ body }) => decodeSpans(body)),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
