import type { GcsCall, GcsReply } from "./answer.ts";
import { GcsFault } from "./answer.ts";
import { bucketOf, checkConditions, checkHold, objectOf } from "./state.ts";
import type { GcsState, ObjectResource } from "./state.ts";

const mostResults = 1000;

/** `/storage/v1/b/{bucket}/o/{object}`, and the same under `/download`. */
export function answerObject(state: GcsState, call: GcsCall, bucket: string, name: string): GcsReply {
  const query = call.url.searchParams;
  switch (call.method) {
    case "GET": {
      call.require("storage.objects.get");
      const object = objectOf(state, bucket, name);
      checkConditions(query, object);
      if (query.get("alt") !== "media" && !call.url.pathname.startsWith("/download/"))
        return withBody(object.resource);
      const { contentType, generation, crc32c, md5Hash } = object.resource;
      const headers = {
        "content-type": contentType,
        "x-goog-generation": generation,
        "x-goog-hash": `crc32c=${crc32c},md5=${md5Hash}`,
      };
      return { status: 200, headers, body: object.bytes };
    }
    case "PATCH": {
      call.require("storage.objects.update");
      const object = objectOf(state, bucket, name);
      checkConditions(query, object);
      const { metadata, temporaryHold } = JSON.parse(call.body.toString()) as Partial<ObjectResource>;
      const resource = {
        ...object.resource,
        metageneration: String(Number(object.resource.metageneration) + 1),
        updated: new Date().toISOString(),
        ...(metadata !== undefined && { metadata: { ...object.resource.metadata, ...metadata } }),
        ...(temporaryHold !== undefined && { temporaryHold }),
      };
      bucketOf(state, bucket).set(name, { ...object, resource });
      return withBody(resource);
    }
    case "DELETE": {
      call.require("storage.objects.delete");
      const object = objectOf(state, bucket, name);
      checkConditions(query, object);
      checkHold(object);
      bucketOf(state, bucket).delete(name);
      return { status: 204 };
    }
    default:
      throw new GcsFault(405, "methodNotAllowed", "Method Not Allowed");
  }
}

/** `GET /storage/v1/b/{bucket}/o`: by name, in pages; with a delimiter, what has one behind the prefix as a folder. */
export function listObjects(state: GcsState, call: GcsCall, bucket: string): GcsReply {
  const objects = bucketOf(state, bucket);
  call.require("storage.objects.list");
  const query = call.url.searchParams;
  const after = query.get("pageToken") ?? "";
  const most = Math.min(Number(query.get("maxResults") ?? mostResults), mostResults);
  const prefix = query.get("prefix") ?? "";
  const delimiter = query.get("delimiter") ?? "";
  const found = new Map<string, ObjectResource | undefined>();
  for (const { resource } of objects.values()) {
    const { name } = resource;
    const end = delimiter === "" ? -1 : name.indexOf(delimiter, prefix.length);
    const folder = end === -1 ? undefined : name.slice(0, end + delimiter.length);
    if (name.startsWith(prefix) && (folder ?? name) > after)
      found.set(folder ?? name, folder === undefined ? resource : undefined);
  }
  const matching = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  const page = matching.slice(0, most);
  const prefixes = page.flatMap(([name, resource]) => (resource === undefined ? [name] : []));
  const nextPageToken = matching.length > most ? page.at(-1)?.[0] : undefined;
  return withBody({
    kind: "storage#objects",
    items: page.flatMap(([, resource]) => resource ?? []),
    ...(prefixes.length > 0 && { prefixes }),
    ...(nextPageToken !== undefined && { nextPageToken }),
  });
}

function withBody(body: unknown): GcsReply {
  return { status: 200, body };
}
