import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
} from "@aws-sdk/client-s3";
import { s3Address } from "@musette/testing";

/** A prefix of its own in the bucket of a test server, and the view of it that bypasses the connector. */
export interface BucketPlace extends AsyncDisposable {
  readonly client: S3Client;
  readonly bucket: string;
  readonly prefix: string;
  /** Config keys of a destination that writes here. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What is under the prefix, by what follows it. */
  objects(): Promise<ReadonlyMap<string, PlacedObject>>;
  /** Uploads in parts that were begun and not ended. */
  uploads(): Promise<readonly string[]>;
}

export interface PlacedObject {
  readonly etag: string;
  readonly text: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly contentType: string | undefined;
}

/** @param under A folder of the bucket that it shall be in. */
export function makeBucketPlace(url: string, under = "conformance"): BucketPlace {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = s3Address(url);
  const prefix = `${under}/${crypto.randomUUID()}`;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });

  async function keys(): Promise<readonly string[]> {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}/`, ContinuationToken: token }),
      );
      found.push(...(page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return found;
  }

  async function read(key: string): Promise<PlacedObject> {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    return {
      etag: answer.ETag ?? "",
      text: (await answer.Body?.transformToString()) ?? "",
      metadata: answer.Metadata ?? {},
      contentType: answer.ContentType,
    };
  }

  return {
    client,
    bucket,
    prefix,
    config: {
      endpoint,
      bucket,
      region,
      prefix,
      access_key_id: accessKeyId,
      secret_access_key: secretAccessKey,
    },
    async objects() {
      const objects = new Map<string, PlacedObject>();
      await eachOf(await keys(), async (key) => {
        objects.set(key.slice(prefix.length + 1), await read(key));
      });
      return new Map([...objects].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
    async uploads() {
      const listing = new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix });
      const { Uploads = [] } = await client.send(listing);
      return Uploads.map(({ Key = "" }) => Key);
    },
    async [Symbol.asyncDispose]() {
      await eachOf(await keys(), async (key) => {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
      });
      client.destroy();
    },
  };
}

/** Sixteen at a time. */
async function eachOf(keys: readonly string[], action: (key: string) => Promise<void>): Promise<void> {
  const waiting = keys.values();
  const next = async () => {
    for (const key of waiting) await action(key);
  };
  await Promise.all(Array.from({ length: 16 }, next));
}
