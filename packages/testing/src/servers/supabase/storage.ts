import { createHash, randomUUID } from "node:crypto";
import { answerJson, refusals } from "./storage-answer.ts";
import type { StorageAnswer } from "./storage-answer.ts";

/** A request to the storage service, whose path starts behind `/storage/v1`. */
export interface StorageRequest {
  readonly method: string;
  /** Decoded, `/object/bucket/folder/name.json`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  /** The role of the token; undefined when it is not one of ours. */
  readonly role: string | undefined;
}

interface Bucket {
  readonly id: string;
  readonly file_size_limit: number | null;
  readonly allowed_mime_types: readonly string[] | null;
  readonly objects: Map<string, StoredObject>;
}

interface StoredObject {
  readonly id: string;
  readonly version: string;
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly metadata: unknown;
}

interface ListQuery {
  readonly prefix?: string;
  readonly with_delimiter?: boolean;
}

/** Of the service, which stores on S3. */
const validKey = /^[\w/!\-.*'() &$@=;:+,?]+$/;

/**
 * Supabase's storage service as far as storage-js needs it to write, read, list and delete objects, in memory.
 * Calibrated on supabase/storage 1.26.5 as storage-js sees it. Not faithful: there are no policies (only
 * `service_role` may do anything), no signed or resumable uploads, no public buckets, no transformations, no
 * pages in lists, and errors come without the header and log fields of the real one.
 */
export function createStorage(): (request: StorageRequest) => StorageAnswer {
  const buckets = new Map<string, Bucket>();

  return (request) => {
    if (request.role === undefined) return refusals.invalidToken;
    const [, area, ...rest] = request.path.split("/");
    if (area === "bucket") return answerBucket(request, rest);
    if (area !== "object") return refusals.routeMissing;
    const [verb = "", ...below] = rest;
    if (verb === "info") return readObject(request, below, describe);
    if (verb === "authenticated") return readObject(request, below, download);
    if (verb === "list-v2") return list(request, below.join("/"));
    if (request.method === "DELETE") return remove(request, rest.join("/"));
    if (request.method === "GET") return readObject(request, rest, download);
    if (request.method === "POST" || request.method === "PUT") return upload(request, rest);
    return refusals.routeMissing;
  };

  function answerBucket(
    { method, role, body }: StorageRequest,
    [id, verb]: readonly string[],
  ): StorageAnswer {
    if (method === "POST" && id === undefined) {
      if (role !== "service_role") return refusals.denied;
      const wanted = JSON.parse(body.toString()) as Partial<Bucket> & { readonly name: string };
      const { name, file_size_limit = null, allowed_mime_types = null } = wanted;
      if (buckets.has(name)) return refusals.bucketExists;
      buckets.set(name, { id: name, file_size_limit, allowed_mime_types, objects: new Map() });
      return answerJson({ name });
    }
    const bucket = role === "service_role" ? buckets.get(id ?? "") : undefined;
    if (bucket === undefined) return refusals.bucketMissing;
    const { objects, ...facts } = bucket;
    if (method === "GET") return answerJson({ ...facts, name: facts.id, public: false });
    if (method === "POST" && verb === "empty") {
      objects.clear();
      return answerJson({ message: "Successfully emptied" });
    }
    if (method !== "DELETE") return refusals.routeMissing;
    if (objects.size > 0) return refusals.bucketNotEmpty;
    buckets.delete(bucket.id);
    return answerJson({ message: "Successfully deleted" });
  }

  function upload(request: StorageRequest, [id = "", ...segments]: readonly string[]): StorageAnswer {
    const { method, headers, body, role } = request;
    const path = segments.join("/");
    if (!validKey.test(path)) return refusals.invalidKey(path);
    const bucket = buckets.get(id);
    if (bucket === undefined) return refusals.bucketMissing;
    if (role !== "service_role") return refusals.denied;
    const contentType = String(headers["content-type"] ?? "application/octet-stream");
    if (bucket.allowed_mime_types?.includes(contentType) === false) return refusals.wrongType(contentType);
    if (body.length > (bucket.file_size_limit ?? Infinity)) return refusals.tooLarge;
    const known = bucket.objects.get(path);
    if (method === "PUT" && known === undefined) return refusals.objectMissing;
    if (method === "POST" && known !== undefined && headers["x-upsert"] !== "true")
      return refusals.objectExists;
    const stored = { id: known?.id ?? randomUUID(), version: randomUUID(), bytes: body, contentType };
    bucket.objects.set(path, { ...stored, metadata: metadataIn(headers["x-metadata"]) });
    return answerJson({ Key: `${id}/${path}`, Id: stored.id });
  }

  function readObject(
    { role }: StorageRequest,
    [id = "", ...segments]: readonly string[],
    show: (object: StoredObject, path: string) => StorageAnswer,
  ): StorageAnswer {
    const bucket = buckets.get(id);
    if (bucket === undefined) return refusals.bucketMissing;
    const object = bucket.objects.get(segments.join("/"));
    // Without a policy, what is there and what is not look the same.
    if (object === undefined || role !== "service_role") return refusals.objectMissing;
    return show(object, segments.join("/"));
  }

  function list({ role, body }: StorageRequest, id: string): StorageAnswer {
    const found = role === "service_role" ? buckets.get(id)?.objects : undefined;
    const { prefix = "", with_delimiter = false } = JSON.parse(body.toString()) as ListQuery;
    const below = [...(found ?? [])]
      .filter(([name]) => name.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const slash = (name: string) => (with_delimiter ? name.indexOf("/", prefix.length) : -1);
    const folders = new Set(
      below.flatMap(([name]) => (slash(name) === -1 ? [] : [name.slice(0, slash(name) + 1)])),
    );
    const objects = below
      .filter(([name]) => slash(name) === -1)
      .map(([name, { id, version, bytes }]) => ({ name, id, version, metadata: { size: bytes.length } }));
    return answerJson({ hasNext: false, folders: [...folders].map((name) => ({ name })), objects });
  }

  function remove({ role, body }: StorageRequest, id: string): StorageAnswer {
    const bucket = buckets.get(id);
    if (bucket === undefined) return refusals.bucketMissing;
    const { prefixes = [] } = JSON.parse(body.toString()) as { readonly prefixes?: readonly string[] };
    // Without a policy nothing is there that could be deleted; that is no error.
    const removed = prefixes.filter((name) => role === "service_role" && bucket.objects.delete(name));
    return answerJson(removed.map((name) => ({ name, bucket_id: id })));
  }
}

function describe(object: StoredObject, path: string): StorageAnswer {
  const { id, version, bytes, contentType, metadata } = object;
  const etag = `"${createHash("md5").update(bytes).digest("hex")}"`;
  return answerJson({
    id,
    name: path,
    version,
    size: bytes.length,
    content_type: contentType,
    etag,
    metadata,
  });
}

function download({ bytes, contentType }: StoredObject): StorageAnswer {
  return { status: 200, body: bytes, contentType };
}

function metadataIn(header: unknown): unknown {
  return typeof header === "string" ? JSON.parse(Buffer.from(header, "base64").toString()) : null;
}
