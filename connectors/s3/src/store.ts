import { HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import type { PutObjectCommandInput, S3Client } from "@aws-sdk/client-s3";
import { untilAborted } from "@musette/core";
import type { DeletingObjectStore, PutCondition } from "@musette/core";
import { isAmazon } from "./client.ts";
import type { S3Config } from "./config.ts";
import { createDeleting } from "./deleting-store.ts";
import { deliveryError, notS3 } from "./delivery-error.ts";
import { encryptionOf } from "./encryption.ts";
import { facts } from "./errors.ts";

/** A bucket as `writeObjects` wants it. What it learns of the store's conditions it keeps while it is open. */
export function createStore(client: S3Client, config: S3Config, now: () => number): DeletingObjectStore {
  const { bucket } = config;
  const encryption = encryptionOf(config);
  let hasConditions = true;
  // The standard's form of an ETag, with quotes; Ceph before 20 holds only its own, without, to be equal.
  let etagForms = isAmazon(config.endpoint) ? [quoted] : [quoted, bare];

  async function put(
    input: PutObjectCommandInput,
    signal: AbortSignal,
  ): Promise<"written" | "changed" | "unsupported"> {
    const isConditional = input.IfMatch !== undefined || input.IfNoneMatch !== undefined;
    try {
      const sending = client.send(new PutObjectCommand(input), { abortSignal: signal });
      const { ETag } = await untilAborted(sending, signal);
      if (ETag === undefined) throw notS3(bucket);
      return "written";
    } catch (error) {
      signal.throwIfAborted();
      if (isConditional && isChanged(error)) return "changed";
      if (!isConditional || statusOf(error) !== 501) throw deliveryError("PutObject", bucket, error, now());
      hasConditions = false;
      return "unsupported";
    }
  }

  return {
    ...createDeleting(client, bucket, now),

    async put(path, { bytes, contentType, metadata }, condition, signal) {
      signal.throwIfAborted();
      if (condition.kind !== "none" && !hasConditions) return "unsupported";
      const object = { Body: bytes, ContentType: contentType, Metadata: { ...metadata }, ...encryption };
      const input = { Bucket: bucket, Key: path, ...object };
      if (condition.kind !== "version") return await put({ ...input, ...headersOf(condition) }, signal);
      for (const form of etagForms) {
        const outcome = await put({ ...input, IfMatch: form(condition.version) }, signal);
        if (outcome === "changed") continue;
        if (outcome === "written") etagForms = [form];
        return outcome;
      }
      return "changed";
    },

    async head(path, signal) {
      try {
        const sending = client.send(new HeadObjectCommand({ Bucket: bucket, Key: path }), {
          abortSignal: signal,
        });
        const { ETag, Metadata = {} } = await untilAborted(sending, signal);
        if (ETag === undefined) throw notS3(bucket);
        return { version: ETag, metadata: Metadata };
      } catch (error) {
        signal.throwIfAborted();
        if (statusOf(error) === 404) return undefined;
        throw deliveryError("HeadObject", bucket, error, now());
      }
    },
  };
}

function headersOf({ kind }: Exclude<PutCondition, { readonly kind: "version" }>) {
  return kind === "absent" ? { IfNoneMatch: "*" } : {};
}

function quoted(etag: string): string {
  return etag.startsWith('"') ? etag : `"${etag}"`;
}

function bare(etag: string): string {
  return etag.replaceAll('"', "");
}

function statusOf(error: unknown): unknown {
  return facts(facts(error)["$metadata"])["httpStatusCode"];
}

/**
 * Another writer was there: 412 when the condition did not hold, 409 when it won while this write was
 * under way, 404 when it deleted the object that this one meant to replace.
 */
function isChanged(error: unknown): boolean {
  const status = statusOf(error);
  if (status === 409) return facts(error)["name"] === "ConditionalRequestConflict";
  return status === 412 || (status === 404 && facts(error)["name"] === "NoSuchKey");
}
