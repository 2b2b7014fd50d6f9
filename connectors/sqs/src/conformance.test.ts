import { randomUUID } from "node:crypto";
import { connectorConformance } from "@musette/testing";
import type { ConformanceTarget, StoredRecord } from "@musette/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { openAwsQueues } from "./aws-queues.fixture.ts";
import type { AwsQueues } from "./aws-queues.fixture.ts";
import { sqsConnector } from "./index.ts";
import { accessKey, startSqsServer } from "./sqs-server.fixture.ts";
import type { SqsServer } from "./sqs-server.fixture.ts";

const awsRegion = process.env["MUSETTE_TEST_SQS_REGION"];
/** The SDK's own variable, for an emulator in AWS's place. */
const awsEndpoint = process.env["AWS_ENDPOINT_URL_SQS"];
const wrongKey = { access_key_id: "AKIDSTRANGER", secret_access_key: "of-somebody-else" };
const kinds = [
  ["standard", "", {}],
  ["FIFO", ".fifo", { FifoQueue: "true" }],
] as const;
const ownServer = "AWS refuses no entry on request";

let server: SqsServer;
let aws: AwsQueues;
beforeAll(async () => {
  if (awsRegion === undefined) server = await startSqsServer();
  else aws = openAwsQueues(awsRegion, awsEndpoint);
});
afterAll(async () => await (awsRegion === undefined ? server : aws)[Symbol.asyncDispose]());

for (const [kind, suffix, attributes] of kinds) {
  connectorConformance(
    {
      name: `sqs ${kind} on ${awsRegion === undefined ? "fauxqs" : "AWS"}`,
      definition: sqsConnector,
      moduleUrl: import.meta.resolve("./index.ts"),
      makeTarget: async () => await makeTarget(suffix, attributes),
      ...(awsRegion !== undefined && {
        notApplicable: { "names exactly the records that the store refuses": ownServer },
      }),
    },
    { describe, it },
  );
}

async function makeTarget(
  suffix: string,
  attributes: Readonly<Record<string, string>>,
): Promise<ConformanceTarget> {
  const name = `musette-test-${randomUUID()}${suffix}`;
  const queueUrl = await (awsRegion === undefined ? server : aws).createQueue(name, attributes);
  const region = awsRegion ?? "eu-west-1";
  const key = { access_key_id: accessKey.id, secret_access_key: accessKey.secret };
  const config = {
    queue_url: queueUrl,
    region,
    ...(awsRegion === undefined && { endpoint: server.endpoint, ...key }),
    ...(awsRegion !== undefined && awsEndpoint !== undefined && { endpoint: awsEndpoint }),
  };
  return {
    config,
    secrets: [accessKey.secret, wrongKey.secret_access_key],
    configAt: ({ host, port }) => ({ ...config, ...key, endpoint: `http://${host}:${port}` }),
    wrongCredentials: { ...config, ...wrongKey },
    missingPlace: {
      config: { ...config, queue_url: queueUrl.replace("musette-test-", "musette-none-") },
      outcome: "not_found",
    },
    ...(awsRegion === undefined && {
      poison: async (records) =>
        server.refuse(
          queueUrl,
          records.map(({ id }) => id),
        ),
    }),
    snapshot: async () => JSON.stringify(await bodies(queueUrl)),
    async readBack() {
      const stored = new Map<string, StoredRecord>();
      for (const { id, revision, json } of await bodies(queueUrl)) {
        stored.set(id, { id, revision, json, copies: (stored.get(id)?.copies ?? 0) + 1 });
      }
      return [...stored.values()];
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

async function bodies(queueUrl: string): Promise<readonly Omit<StoredRecord, "copies">[]> {
  const messages =
    awsRegion === undefined
      ? (await server.messages(queueUrl)).map(
          ({ body, messageAttributes }) => [body, messageAttributes] as const,
        )
      : (await aws.messages(queueUrl)).map(
          ({ Body = "", MessageAttributes = {} }) => [Body, MessageAttributes] as const,
        );
  return messages.map(([json, attributes]) => ({
    id: attributes["musette-id"]?.StringValue ?? "",
    revision: Number(attributes["musette-revision"]?.StringValue),
    json,
  }));
}
