import { GcsFault } from "./answer.ts";
import type { GcsCall, GcsReply } from "./answer.ts";
import { bucketOf } from "./state.ts";
import type { GcsState } from "./state.ts";

/** `/storage/v1/b`: the list of buckets, and a new one. */
export function answerBuckets(state: GcsState, call: GcsCall): GcsReply {
  if (call.method === "GET") {
    call.require("storage.buckets.list");
    return {
      status: 200,
      body: { kind: "storage#buckets", items: [...state.buckets.keys()].map(resourceOf) },
    };
  }
  call.require("storage.buckets.create");
  const { name } = JSON.parse(call.body.toString()) as { readonly name: string };
  if (state.buckets.has(name)) {
    const words = "Your previous request to create the named bucket succeeded and you already own it.";
    throw new GcsFault(409, "conflict", words);
  }
  state.buckets.set(name, new Map());
  return { status: 200, body: resourceOf(name) };
}

/** `/storage/v1/b/{bucket}` */
export function answerBucket(state: GcsState, call: GcsCall, name: string): GcsReply {
  const objects = bucketOf(state, name);
  if (call.method === "GET") {
    call.require("storage.buckets.get");
    return { status: 200, body: resourceOf(name) };
  }
  if (call.method !== "DELETE") throw new GcsFault(405, "methodNotAllowed", "Method Not Allowed");
  call.require("storage.buckets.delete");
  if (objects.size > 0) throw new GcsFault(409, "conflict", "The bucket you tried to delete is not empty.");
  state.buckets.delete(name);
  return { status: 204 };
}

/** `GET /storage/v1/b/{bucket}/iam/testPermissions` */
export function testPermissions(state: GcsState, call: GcsCall, name: string): GcsReply {
  bucketOf(state, name);
  const permissions = call.permitted(call.url.searchParams.getAll("permissions"));
  const granted = permissions.length === 0 ? {} : { permissions };
  return { status: 200, body: { kind: "storage#testIamPermissionsResponse", ...granted } };
}

function resourceOf(name: string): object {
  return { kind: "storage#bucket", id: name, name, location: "US", storageClass: "STANDARD" };
}
