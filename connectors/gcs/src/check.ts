import { DeliveryError, withPrefix } from "@musette/core";
import type { ObjectStore } from "@musette/core";
import type { Bucket } from "./bucket.ts";
import type { GcsConfig } from "./config.ts";
import { request } from "./request.ts";

/** A generation that no object has: they are microseconds since 1970. */
const noVersion = "1";
const create = "storage.objects.create";
/** To see which revision is there, and to replace it: Google counts that as deleting the old object. */
const replace = ["storage.objects.get", "storage.objects.delete"];
/** To find the objects of a user. */
const list = "storage.objects.list";

/**
 * Asks for a write whose condition cannot hold. Google looks at it last, so when it is all that is
 * amiss, the rest is in order, and nothing was written. Then it asks what it takes to replace an object.
 */
export async function checkBucket(
  bucket: Bucket,
  store: ObjectStore,
  { prefix, on_user_delete }: Pick<GcsConfig, "prefix" | "on_user_delete">,
  signal: AbortSignal,
): Promise<void> {
  const path = withPrefix(prefix, "musette-check");
  const context = { bucket: bucket.name };
  const empty = { bytes: new Uint8Array(), contentType: "application/json", metadata: {} };
  const outcome = await store.put(path, empty, { kind: "version", version: noVersion }, signal);
  if (outcome !== "changed") {
    const advice = `Use a store that does, and delete the object ${path}.`;
    const message = `What answers for bucket "${bucket.name}" does not keep to ifGenerationMatch. ${advice}`;
    throw new DeliveryError("rejected", message, { context });
  }
  const missing = await missingPermissions(
    bucket,
    on_user_delete === "delete" ? [...replace, list] : replace,
    signal,
  );
  if (missing.length === 0) return;
  const what = on_user_delete === "delete" ? "Replacing one, and deleting those of a user," : "Replacing one";
  const advice = `${what} needs ${missing.join(" and ")} (role Storage Object User).`;
  const message = `The credentials may put new objects into bucket "${bucket.name}", and not more. ${advice}`;
  throw new DeliveryError("unauthorized", message, { context });
}

/**
 * An IAM condition may allow only a prefix; then Google says nothing of the bucket as a whole, and
 * neither can this. The same where the question is not known, as in other emulators.
 */
async function missingPermissions(
  bucket: Bucket,
  needed: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const query = [create, ...needed].map((permission) => `permissions=${permission}`).join("&");
  const path = `/storage/v1/b/${encodeURIComponent(bucket.name)}/iam/testPermissions?${query}`;
  const { body } = await request(
    bucket,
    { operation: "buckets.testIamPermissions", method: "GET", path },
    signal,
  );
  const { permissions } = (typeof body === "object" ? (body ?? {}) : {}) as {
    readonly permissions?: unknown;
  };
  if (!Array.isArray(permissions) || !permissions.includes(create)) return [];
  return needed.filter((name) => !permissions.includes(name));
}
