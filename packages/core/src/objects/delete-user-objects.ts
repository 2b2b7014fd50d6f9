import { DeliveryError } from "../errors.ts";
import type { DeletingObjectStore } from "./deleting-store.ts";
import { inParallel } from "./in-parallel.ts";
import { userPrefixes } from "./user-prefixes.ts";
import { objectMetadata } from "./write-object.ts";
import type { StoredObject } from "./write-object.ts";
import type { ObjectLayout } from "./write-objects.ts";

/** How often another writer may change an object while it is being deleted. */
const attempts = 4;
const parallelRequests = 16;

/** A user, and the revision up to which all of theirs goes. */
interface Deletion {
  readonly userId: string;
  readonly revision: number;
}

/**
 * Deletes the objects of a user that are not newer than the deletion. Which objects those are, each object
 * says itself: what others put there, and what belongs to a user whose id begins with the same text, stays.
 * What was deleted when it stops halfway stays deleted, and a repeat goes on from there.
 *
 * @throws {DeliveryError} when not all could be deleted; `signal.reason` when stopped.
 */
export async function deleteUserObjects(
  store: DeletingObjectStore,
  layout: ObjectLayout,
  deletion: Deletion,
  signal: AbortSignal,
): Promise<void> {
  const prefixes = await userPrefixes(store, layout, deletion.userId, signal);
  await inParallel(prefixes, parallelRequests, async (prefix) => {
    const paths = await store.list(prefix, signal);
    await inParallel(paths, parallelRequests, async (path) => {
      await deleteObject(store, path, deletion, signal);
    });
  });
}

async function deleteObject(
  store: DeletingObjectStore,
  path: string,
  deletion: Deletion,
  signal: AbortSignal,
): Promise<void> {
  let seen: string | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    signal.throwIfAborted();
    const stored = await store.head(path, signal);
    if (stored === undefined || !isTakenIn(stored, deletion)) return;
    // The same again: a store that does not recognize its own version in a condition.
    const version = stored.version === seen ? undefined : stored.version;
    if ((await store.remove(path, version, signal)) === "removed") return;
    seen = stored.version;
  }
  throw new DeliveryError(
    "conflict",
    `Another writer keeps changing the object ${path}, which is to be deleted. It is tried again.`,
    { context: { attempts } },
  );
}

/** The key says whose it is: `type:user:…`, percent-encoded. */
function isTakenIn({ metadata }: StoredObject, { userId, revision }: Deletion): boolean {
  const [type, user] = (metadata[objectMetadata.key] ?? "").split(":");
  const isTheirs = type !== "user.delete" && user === encodeURIComponent(userId.toWellFormed());
  return isTheirs && Number(metadata[objectMetadata.revision] ?? Number.NaN) <= revision;
}
