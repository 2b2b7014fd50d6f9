import type { GcsCall, GcsReply } from "./answer.ts";
import { GcsFault } from "./answer.ts";
import { answerBucket, answerBuckets, testPermissions } from "./buckets.ts";
import { answerObject, listObjects } from "./objects.ts";
import type { GcsState } from "./state.ts";
import { beginUpload, continueUpload } from "./upload.ts";

const path =
  /^(?<upload>\/upload)?(?:\/download)?\/storage\/v1\/b(?:\/(?<bucket>[^/]+)(?<part>\/o|\/iam\/testPermissions)?(?:\/(?<object>[^/]+))?)?$/;

/** @throws {GcsFault} what Google would answer. */
export function route(state: GcsState, call: GcsCall): GcsReply {
  const match = path.exec(call.url.pathname);
  if (match === null) throw new GcsFault(404, "notFound", "Not Found");
  const { upload, bucket: encoded, part, object } = match.groups ?? {};
  if (encoded === undefined) return answerBuckets(state, call);
  const bucket = decodeURIComponent(encoded);
  if (upload !== undefined) {
    return call.method === "PUT" ? continueUpload(state, call) : beginUpload(state, call, bucket);
  }
  if (part === "/iam/testPermissions") return testPermissions(state, call, bucket);
  if (part === undefined) return answerBucket(state, call, bucket);
  if (object === undefined) return listObjects(state, call, bucket);
  return answerObject(state, call, bucket, decodeURIComponent(object));
}
