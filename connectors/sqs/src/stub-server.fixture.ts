import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request as it came over the wire. */
export interface StubRequest {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly entries: readonly StubEntry[];
}

export interface StubEntry {
  readonly Id: string;
  readonly MessageBody: string;
  readonly MessageGroupId?: string;
}

export interface StubServer extends AsyncDisposable {
  readonly endpoint: string;
  readonly requests: readonly StubRequest[];
}

/** Speaks the wire form of SQS and says what it is told to: what fauxqs cannot be made to say. */
export async function startStubServer(
  answer: (request: StubRequest, response: ServerResponse) => void,
): Promise<StubServer> {
  const requests: StubRequest[] = [];
  const server = createServer((incoming, response) => void take(incoming, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(incoming);
    const isJson = incoming.headers["content-type"] === "application/x-amz-json-1.0";
    const { Entries = [] } = (isJson ? JSON.parse(body) : {}) as { readonly Entries?: StubEntry[] };
    const request = { headers: incoming.headers, text: body, entries: Entries };
    requests.push(request);
    answer(request, response);
  }
}

/** An error of the JSON protocol. */
export function refuse(
  response: ServerResponse,
  status: number,
  type: string,
  message = "as AWS words it",
): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
  response.end(JSON.stringify({ __type: `com.amazonaws.sqs#${type}`, message }));
}

/** The answer of SendMessageBatch. Entries that are in neither list are not mentioned. */
export function accept(
  response: ServerResponse,
  taken: readonly StubEntry[],
  failed: readonly unknown[] = [],
): void {
  const successful = taken.map(({ Id, MessageBody }) => ({
    Id,
    MessageId: Id,
    MD5OfMessageBody: createHash("md5").update(MessageBody).digest("hex"),
  }));
  response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
  response.end(JSON.stringify({ Successful: successful, Failed: failed }));
}
