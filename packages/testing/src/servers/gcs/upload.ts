import { hash, randomUUID } from "node:crypto";
import { GcsFault } from "./answer.ts";
import type { GcsCall, GcsReply } from "./answer.ts";
import { crc32c } from "./crc32c.ts";
import { bucketOf, checkConditions, checkHold } from "./state.ts";
import type { GcsState, ObjectResource } from "./state.ts";

type Given = Readonly<Record<string, unknown>>;

/** `POST /upload/storage/v1/b/{bucket}/o`, of each of the three types. */
export function beginUpload(state: GcsState, call: GcsCall, bucket: string): GcsReply {
  const query = call.url.searchParams;
  const contentType = call.headers["content-type"] ?? "application/octet-stream";
  bucketOf(state, bucket);
  call.require("storage.objects.create");
  switch (query.get("uploadType")) {
    case "media":
      return store(state, call, bucket, query, { contentType }, call.body);
    case "multipart": {
      const { resource, bytes } = splitMultipart(contentType, call.body);
      return store(state, call, bucket, query, resource, bytes);
    }
    case "resumable": {
      const resource = parseJson(call.body);
      const name = query.get("name") ?? String(resource["name"]);
      checkConditions(query, bucketOf(state, bucket).get(name));
      const id = randomUUID();
      const declared = call.headers["x-upload-content-type"];
      const begun = { ...(declared !== undefined && { contentType: String(declared) }), ...resource };
      state.uploads.set(id, { bucket, query, resource: begun, bytes: Buffer.alloc(0) });
      const location = `http://${call.headers.host ?? ""}/upload/storage/v1/b/${bucket}/o?uploadType=resumable&upload_id=${id}`;
      return { status: 200, headers: { location } };
    }
    default:
      throw new GcsFault(400, "invalid", "Invalid upload type.");
  }
}

/** `PUT` to the address that a resumable upload was given: a chunk of it, or the question how far it is. */
export function continueUpload(state: GcsState, call: GcsCall): GcsReply {
  const id = call.url.searchParams.get("upload_id") ?? "";
  const upload = state.uploads.get(id);
  if (upload === undefined) throw new GcsFault(404, "notFound", "No such upload.");
  const [, range, total] =
    /^bytes (\*|\d+-[\d*]+)\/(\*|\d+)$/.exec(call.headers["content-range"] ?? "") ?? [];
  if (range !== undefined && range !== "*") {
    const start = Number(range.split("-")[0]);
    upload.bytes = Buffer.concat([upload.bytes.subarray(0, start), call.body]);
  } else if (range === undefined) upload.bytes = call.body;
  const isWhole =
    total === undefined || total === "*"
      ? range === undefined || endsHere(range, call)
      : upload.bytes.length === Number(total);
  if (!isWhole) {
    const held: Record<string, string> =
      upload.bytes.length === 0 ? {} : { range: `bytes=0-${upload.bytes.length - 1}` };
    return { status: 308, headers: held };
  }
  state.uploads.delete(id);
  return store(state, call, upload.bucket, upload.query, upload.resource, upload.bytes);
}

/** `0-*` is an upload of unknown length in one request, which ends where the body does. */
function endsHere(range: string, { body }: GcsCall): boolean {
  return range.endsWith("-*") || body.length % (256 * 1024) !== 0;
}

function store(
  state: GcsState,
  call: GcsCall,
  bucket: string,
  query: URLSearchParams,
  given: Given,
  bytes: Buffer,
): GcsReply {
  const name = query.get("name") ?? given["name"];
  if (typeof name !== "string" || name === "") throw new GcsFault(400, "required", "Required");
  if (Buffer.byteLength(name) > 1024) throw new GcsFault(400, "invalid", "The name is too long.");
  const objects = bucketOf(state, bucket);
  const existing = objects.get(name);
  if (existing !== undefined) call.require("storage.objects.delete");
  checkConditions(query, existing);
  checkHold(existing);

  const digests = { md5Hash: hash("md5", bytes, "base64"), crc32c: crc32c(bytes) };
  for (const [algorithm, digest] of Object.entries(digests)) {
    const expected = given[algorithm];
    if (expected === undefined || expected === digest) continue;
    throw new GcsFault(400, "invalid", `Provided ${algorithm} doesn't match calculated ${algorithm}.`);
  }
  const { contentType = "application/octet-stream", metadata, temporaryHold } = given;
  const now = new Date().toISOString();
  const resource = {
    name,
    bucket,
    generation: state.nextGeneration(),
    metageneration: "1",
    contentType: String(contentType),
    size: String(bytes.length),
    ...digests,
    timeCreated: now,
    updated: now,
    ...(metadata !== undefined && { metadata: metadata as Record<string, string> }),
    ...(temporaryHold === true && { temporaryHold }),
  } satisfies ObjectResource;
  objects.set(name, { bytes, resource });
  return { status: 200, body: resource };
}

function splitMultipart(
  contentType: string,
  body: Buffer,
): { readonly resource: Given; readonly bytes: Buffer } {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) throw new GcsFault(400, "badContent", "Multipart body without a boundary.");
  const first = partAt(body, 0, boundary);
  const second = partAt(body, first.end, boundary);
  const type = /content-type: *([^\r\n]+)/i.exec(second.head)?.[1];
  return {
    resource: { ...(type !== undefined && { contentType: type }), ...parseJson(first.bytes) },
    bytes: second.bytes,
  };
}

/** The part that begins at the boundary at or after `from`. */
function partAt(body: Buffer, from: number, boundary: string) {
  const start = body.indexOf(`--${boundary}\r\n`, from);
  const headEnd = body.indexOf("\r\n\r\n", start);
  const end = body.indexOf(`\r\n--${boundary}`, headEnd + 2);
  if (start === -1 || headEnd === -1 || end === -1)
    throw new GcsFault(400, "badContent", "Malformed multipart body.");
  return { head: body.toString("latin1", start, headEnd), bytes: body.subarray(headEnd + 4, end), end };
}

function parseJson(body: Buffer): Given {
  if (body.length === 0) return {};
  try {
    return JSON.parse(body.toString()) as Given;
  } catch {
    throw new GcsFault(400, "parseError", "Parse Error");
  }
}
