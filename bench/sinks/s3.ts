import { randomUUID } from "node:crypto";
import { DeleteObjectsCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { s3Connector } from "@musette/connector-s3";
import { ensureS3, s3Address } from "@musette/testing";
import { batchesInFlight } from "./measure.ts";
import type { HandWriter, Sink } from "./sink.ts";
import { writeObjectsByHand } from "./write-objects-by-hand.ts";

/** Conditional puts by the AWS SDK, 16 at once for each batch. */
export const s3: Sink = {
  name: "s3",
  events: 1_000,
  async open() {
    const server = await ensureS3();
    if ("skipped" in server) return server;
    const { endpoint, region, bucket, ...credentials } = s3Address(server.url);
    const options: S3ClientConfig = {
      endpoint,
      region,
      credentials,
      forcePathStyle: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    };
    const client = new S3Client(options);
    return {
      server: server.version,
      definition: s3Connector,
      async makePlace() {
        const prefix = `bench-${randomUUID()}`;
        return {
          config: {
            bucket,
            region,
            prefix,
            endpoint,
            access_key_id: credentials.accessKeyId,
            secret_access_key: credentials.secretAccessKey,
          },
          openByHand: () => writeByHand(options, bucket, prefix),
          count: async () => (await listKeys(client, bucket, prefix)).length,
          [Symbol.asyncDispose]: async () => await empty(client, bucket, prefix),
        };
      },
      async [Symbol.asyncDispose]() {
        client.destroy();
      },
    };
  },
};

function writeByHand(options: S3ClientConfig, bucket: string, prefix: string): HandWriter {
  const requestHandler = { httpAgent: { keepAlive: true, maxSockets: 32 * batchesInFlight } };
  const client = new S3Client({ ...options, requestHandler });
  return {
    write: (records) =>
      writeObjectsByHand(records, ({ path, body, metadata }) =>
        client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: `${prefix}/${path}`,
            Body: body,
            ContentType: "application/json",
            Metadata: { ...metadata },
            IfNoneMatch: "*",
          }),
        ),
      ),
    async [Symbol.asyncDispose]() {
      client.destroy();
    },
  };
}

async function listKeys(client: S3Client, Bucket: string, Prefix: string): Promise<readonly string[]> {
  const keys: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket, Prefix, ...(ContinuationToken && { ContinuationToken }) }),
    );
    keys.push(...(page.Contents ?? []).flatMap(({ Key }) => Key ?? []));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined);
  return keys;
}

async function empty(client: S3Client, Bucket: string, prefix: string): Promise<void> {
  const keys = await listKeys(client, Bucket, prefix);
  for (let start = 0; start < keys.length; start += 1_000) {
    const Objects = keys.slice(start, start + 1_000).map((Key) => ({ Key }));
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }));
  }
}
