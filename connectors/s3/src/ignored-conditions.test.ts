import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { objectPath } from "@musette/core";
import { makeBatch, makeRecord } from "@musette/testing";
import { buildApp } from "fauxqs";
import { expect, it } from "vitest";
import { openConnector } from "./testing/open-connector.fixture.ts";

const { signal } = new AbortController();

// fauxqs takes conditional writes as if there were no condition: some stores in use do.
it("a store that ignores conditions holds the newest revision when they come in order", async () => {
  const app = buildApp({ logger: false });
  const endpoint = await app.listen({ host: "127.0.0.1", port: 0 });
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const client = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
  try {
    await client.send(new CreateBucketCommand({ Bucket: "health" }));
    await using connector = openConnector({
      bucket: "health",
      endpoint,
      access_key_id: "any",
      secret_access_key: "any",
    });
    await connector.check({ signal });
    for (const revision of [1, 2, 2, 3]) {
      const failures = await connector.write(makeBatch([makeRecord({ item: 0, revision })]), { signal });
      expect(failures).toEqual([]);
    }
    const Key = objectPath({ record: makeRecord({ item: 0 }), extension: "json" });
    const { Body } = await client.send(new GetObjectCommand({ Bucket: "health", Key }));
    expect(await Body?.transformToString()).toBe(makeRecord({ item: 0, revision: 3 }).json());
  } finally {
    client.destroy();
    await app.close();
  }
});
