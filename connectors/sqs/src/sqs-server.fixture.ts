import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";

/** The credentials that the server takes. */
export const accessKey = { id: "AKIDMUSETTE", secret: "kept-between-us" };

/** fauxqs on a port of its own, with what it lacks put right. */
export interface SqsServer extends AsyncDisposable {
  readonly endpoint: string;
  /** Entries of these events are refused by this queue from now on, one by one. */
  refuse(queueUrl: string, ids: readonly string[]): void;
  /** Makes a queue and returns its URL. */
  createQueue(name: string, attributes?: Readonly<Record<string, string>>): Promise<string>;
  /** Everything in a queue, in order; nothing is taken out. */
  messages(queueUrl: string): Promise<readonly StoredMessage[]>;
  /** How many SendMessageBatch calls came in, by the number of their entries. */
  readonly calls: number[];
}

export interface StoredMessage {
  readonly body: string;
  readonly messageGroupId?: string;
  readonly messageDeduplicationId?: string;
  readonly messageAttributes: Readonly<
    Record<string, { readonly DataType: string; readonly StringValue: string }>
  >;
}

interface SendBody {
  readonly QueueUrl: string;
  Entries?: Entry[];
}

interface Entry {
  readonly Id: string;
  MessageBody: string;
}

const pairs = /[\ud800-\udbff][\udc00-\udfff]/g;
const region = "eu-west-1";

/**
 * Starts fauxqs 2.4.1. What is put right, after AWS's documentation: it takes any credentials (here: one
 * access key id; the signature is not verified), and it refuses characters beyond U+FFFF, which SQS takes.
 */
export async function startSqsServer(): Promise<SqsServer> {
  const refused = new Set<string>();
  const calls: number[] = [];
  const app = buildApp({ logger: false });

  app.addHook("preHandler", async (request, reply) => {
    if (request.method !== "POST") return;
    if (!String(request.headers.authorization).includes(`Credential=${accessKey.id}/`)) {
      const type = "com.amazon.coral.service#UnrecognizedClientException";
      reply.code(403);
      return await reply.send({
        __type: type,
        message: "The security token included in the request is invalid.",
      });
    }
    const body = request.body as SendBody;
    if (!String(request.headers["x-amz-target"]).endsWith(".SendMessageBatch")) return;
    calls.push(body.Entries?.length ?? 0);
    const texts = new Map(body.Entries?.map((entry) => [entry.Id, entry.MessageBody]));
    for (const entry of body.Entries ?? []) {
      entry.MessageBody = refused.has(`${body.QueueUrl} ${entry.Id}`)
        ? "\u0001"
        : entry.MessageBody.replace(pairs, escaped);
    }
    Object.assign(request, { texts });
  });

  app.addHook("preSerialization", async (request, _, payload) => {
    const { texts } = request as { readonly texts?: ReadonlyMap<string, string> };
    const { Successful = [] } = (payload ?? {}) as { readonly Successful?: Record<string, string>[] };
    // The SDK compares the digest with that of what it sent.
    for (const entry of texts === undefined ? [] : Successful) {
      entry["MD5OfMessageBody"] = createHash("md5")
        .update(texts?.get(entry["Id"] ?? "") ?? "")
        .digest("hex");
    }
    return payload;
  });

  await app.listen({ port: 0, host: "127.0.0.1" });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  return {
    endpoint,
    calls,
    refuse(queueUrl, ids) {
      for (const id of ids) refused.add(`${queueUrl} ${id}`);
    },
    async createQueue(name, attributes = {}) {
      const response = await fetch(endpoint, {
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": "AmazonSQS.CreateQueue",
          authorization: `AWS4-HMAC-SHA256 Credential=${accessKey.id}/20261121/${region}/sqs/aws4_request`,
        },
        body: JSON.stringify({ QueueName: name, Attributes: attributes }),
      });
      const { QueueUrl } = (await response.json()) as { readonly QueueUrl: string };
      return QueueUrl;
    },
    async messages(queueUrl) {
      const name = queueUrl.slice(queueUrl.lastIndexOf("/") + 1);
      const response = await fetch(`${endpoint}/_fauxqs/queues/${name}`);
      const { messages } = (await response.json()) as { messages: { ready: StoredMessage[] } };
      return messages.ready;
    },
    [Symbol.asyncDispose]: async () => await app.close(),
  };
}

function escaped(pair: string): string {
  return `\\u${pair.charCodeAt(0).toString(16)}\\u${pair.charCodeAt(1).toString(16)}`;
}
