import { hash, randomUUID } from "node:crypto";
import type { DeletingObjectStore, PutCondition, PutObject } from "@musette/core";
import type { Bucket } from "./bucket.ts";
import { createDeleting } from "./deleting-store.ts";
import { deliveryError, notGcs } from "./delivery-error.ts";
import type { GcsAnswer } from "./errors.ts";
import { request } from "./request.ts";

/** An object resource, as far as it is asked for. */
interface ObjectResource {
  readonly generation?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A bucket as `writeObjects` wants it. */
export function createStore(bucket: Bucket): DeletingObjectStore {
  const objects = `/storage/v1/b/${encodeURIComponent(bucket.name)}/o`;

  return {
    ...createDeleting(bucket),

    async put(path, object, condition, signal) {
      const operation = "objects.insert";
      const query = `uploadType=multipart&fields=generation${conditionOf(condition)}`;
      const { contentType, body } = multipart(path, object);
      const upload = {
        operation,
        method: "POST",
        path: `/upload${objects}?${query}`,
        contentType,
        body,
      } as const;
      const answer = await request(bucket, upload, signal);
      if (answer.status === 412) return "changed";
      if (answer.status !== 200) throw deliveryError(operation, bucket.name, answer);
      resourceOf(answer, bucket);
      return "written";
    },

    async head(path, signal) {
      const operation = "objects.get";
      const place = `${objects}/${encodeURIComponent(path)}?fields=generation,metadata`;
      const answer = await request(bucket, { operation, method: "GET", path: place }, signal);
      if (answer.status === 404) return undefined;
      if (answer.status !== 200) throw deliveryError(operation, bucket.name, answer);
      const { generation, metadata = {} } = resourceOf(answer, bucket);
      const inLowerCase = Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]);
      return { version: generation, metadata: Object.fromEntries(inLowerCase) as Record<string, string> };
    },
  };
}

function resourceOf({ body }: GcsAnswer, bucket: Bucket) {
  const { generation, ...rest } = (typeof body === "object" ? (body ?? {}) : {}) as ObjectResource;
  if (typeof generation !== "string") throw notGcs(bucket.name);
  return { generation, ...rest };
}

/** Generation 0 is that of an object that is not there. */
function conditionOf(condition: PutCondition): string {
  if (condition.kind === "none") return "";
  const generation = condition.kind === "absent" ? "0" : condition.version;
  return `&ifGenerationMatch=${encodeURIComponent(generation)}`;
}

/** Metadata and bytes in one request (RFC 2387). Google refuses bytes that do not fit their digest. */
function multipart(name: string, { bytes, contentType, metadata }: PutObject) {
  const boundary = randomUUID();
  const resource = JSON.stringify({ name, contentType, metadata, md5Hash: hash("md5", bytes, "base64") });
  const body = Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-type: application/json; charset=utf-8\r\n\r\n${resource}\r\n`),
    Buffer.from(`--${boundary}\r\ncontent-type: ${contentType}\r\n\r\n`),
    bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return { contentType: `multipart/related; boundary=${boundary}`, body };
}
