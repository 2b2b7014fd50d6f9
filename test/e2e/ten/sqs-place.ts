import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";
import { foundIn, type Place } from "./place.ts";
import { curl } from "./run-client.ts";

/** fauxqs, read by curl, which signs by itself. */
export async function sqsPlace(): Promise<Place> {
  const server = buildApp({ logger: false });
  await server.listen({ host: "127.0.0.1", port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const ask = async (action: string, body: object): Promise<Record<string, unknown>> => {
    const signed = ["--aws-sigv4", "aws:amz:eu-west-1:sqs", "--user", "AKIDTEN:secret"];
    const headers = ["content-type: application/x-amz-json-1.0", `x-amz-target: AmazonSQS.${action}`];
    const options = [
      ...signed,
      ...headers.flatMap((header) => ["--header", header]),
      "--data",
      JSON.stringify(body),
    ];
    return JSON.parse(await curl(...options, endpoint)) as Record<string, unknown>;
  };
  const { QueueUrl } = await ask("CreateQueue", { QueueName: `ten-${randomUUID()}` });
  return {
    yaml: {
      type: "sqs",
      queue_url: QueueUrl,
      region: "eu-west-1",
      endpoint,
      access_key_id: "AKIDTEN",
      secret_access_key: "secret",
    },
    client: "curl, SigV4",
    async read() {
      const { Messages } = await ask("ReceiveMessage", { QueueUrl, VisibilityTimeout: 0 });
      const [message] = (Messages ?? []) as readonly { readonly Body: string }[];
      return message && foundIn(message.Body);
    },
    async [Symbol.asyncDispose]() {
      await server.close();
    },
  };
}
