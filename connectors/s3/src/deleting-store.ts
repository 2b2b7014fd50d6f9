import { DeleteObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import type { ListObjectsV2CommandOutput, S3Client } from "@aws-sdk/client-s3";
import { untilAborted } from "@musette/core";
import type { DeletingObjectStore } from "@musette/core";
import { deliveryError, notS3 } from "./delivery-error.ts";
import { facts } from "./errors.ts";

type Deleting = Pick<DeletingObjectStore, "list" | "folders" | "remove">;

/** The part of a bucket as a store that finds and deletes objects. */
export function createDeleting(client: S3Client, bucket: string, now: () => number): Deleting {
  return {
    async list(prefix, signal) {
      const pages = await pagesOf({ Prefix: prefix }, signal);
      return pages.flatMap(({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? []));
    },

    async folders(prefix, signal) {
      const pages = await pagesOf({ Prefix: prefix, Delimiter: "/" }, signal);
      return pages.flatMap(({ CommonPrefixes = [] }) => CommonPrefixes.flatMap(({ Prefix }) => Prefix ?? []));
    },

    async remove(path, version, signal) {
      signal.throwIfAborted();
      const condition = version === undefined ? {} : { IfMatch: version };
      try {
        const command = new DeleteObjectCommand({ Bucket: bucket, Key: path, ...condition });
        await untilAborted(client.send(command, { abortSignal: signal }), signal);
        return "removed";
      } catch (error) {
        signal.throwIfAborted();
        const { httpStatusCode: status } = facts(facts(error)["$metadata"]);
        // 409 when somebody else was at it just then; 501 where the store knows no such condition.
        if (version !== undefined && (status === 412 || status === 409 || status === 501)) return "changed";
        if (status === 404 && facts(error)["name"] === "NoSuchKey") return "removed";
        throw deliveryError("DeleteObject", bucket, error, now());
      }
    },
  };

  async function pagesOf(
    asked: { readonly Prefix: string; readonly Delimiter?: string },
    signal: AbortSignal,
  ): Promise<readonly ListObjectsV2CommandOutput[]> {
    const pages: ListObjectsV2CommandOutput[] = [];
    for (let token: string | undefined; pages.length === 0 || token !== undefined;) {
      signal.throwIfAborted();
      const command = new ListObjectsV2Command({ Bucket: bucket, ...asked, ContinuationToken: token });
      try {
        const page = await untilAborted(client.send(command, { abortSignal: signal }), signal);
        if (page.KeyCount === undefined && page.IsTruncated === undefined) throw notS3(bucket);
        pages.push(page);
        token = page.IsTruncated === true ? page.NextContinuationToken : undefined;
      } catch (error) {
        signal.throwIfAborted();
        throw deliveryError("ListObjectsV2", bucket, error, now());
      }
    }
    return pages;
  }
}
