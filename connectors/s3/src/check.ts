import { AbortMultipartUploadCommand, CreateMultipartUploadCommand } from "@aws-sdk/client-s3";
import type { S3Client } from "@aws-sdk/client-s3";
import { untilAborted, withPrefix } from "@musette/core";
import type { DeletingObjectStore } from "@musette/core";
import type { S3Config } from "./config.ts";
import { deliveryError, notS3 } from "./delivery-error.ts";
import type { Operation } from "./delivery-error.ts";
import { encryptionOf } from "./encryption.ts";

/** For each of the two requests of an upload; also when the check is stopped, what it has begun is taken back. */
const requestTimeoutMs = 15_000;

/**
 * Begins an upload in parts and takes it back, which needs what putting an object needs (the key of
 * the encryption too) and leaves nothing, not even a version; then asks for an object that is not there, and lists where objects are to be deleted.
 */
export async function checkBucket(
  client: S3Client,
  store: DeletingObjectStore,
  config: S3Config,
  signal: AbortSignal,
): Promise<void> {
  const place = { Bucket: config.bucket, Key: withPrefix(config.prefix, "musette-check") };
  await untilAborted(beginAndAbort(client, config, place), signal);
  await store.head(place.Key, signal);
  if (config.on_user_delete === "delete") await store.list(place.Key, signal);
}

/** Takes no signal: stopped halfway, it would not know what to take back. */
async function beginAndAbort(
  client: S3Client,
  config: S3Config,
  place: { readonly Bucket: string; readonly Key: string },
): Promise<void> {
  let operation: Operation = "CreateMultipartUpload";
  const options = () => ({ abortSignal: AbortSignal.timeout(requestTimeoutMs) });
  try {
    const begin = new CreateMultipartUploadCommand({ ...place, ...encryptionOf(config) });
    const { UploadId } = await client.send(begin, options());
    if (UploadId === undefined) throw notS3(config.bucket);
    operation = "AbortMultipartUpload";
    await client.send(new AbortMultipartUploadCommand({ ...place, UploadId }), options());
  } catch (error) {
    throw deliveryError(operation, config.bucket, error);
  }
}
