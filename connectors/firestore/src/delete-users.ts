import { DeliveryError, deletionKey, staleUsers } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";
import { collectionOf, itemCollections } from "./document.ts";
import { deliveryError } from "./errors.ts";
import type { Target } from "./upsert.ts";

type UserRevision = ReturnType<typeof staleUsers>[number];

/** As many keys as Firestore takes in one query. */
const mostKeys = 30;
/** As many writes as Firestore advises for one request. */
const mostWrites = 500;
/** How often another writer may change a document while it is being deleted. */
const attempts = 4;
/** NOT_FOUND, FAILED_PRECONDITION, ABORTED: it is gone, or not what was seen. */
const contested: ReadonlySet<number> = new Set([5, 9, 10]);
const userEvents = collectionOf("user.delete");

/**
 * Deletes what a `user.delete` event takes in, of the users of whom these records have just been written.
 * The event is a document like any other, written before anything is deleted, and every write looks for it
 * afterwards: so of a deletion and an older event at the same moment, the one that is second sees the other.
 */
export async function deleteStale(target: Target, records: readonly DeliveryRecord[]): Promise<void> {
  const written = records.map(({ user, revision }) => ({ userId: user.user_id, revision }));
  for (const user of staleUsers(written, await deletionsOf(target, records)))
    for (const collection of [...itemCollections, userEvents]) await deleteIn(target, collection, user);
}

/** The deletion of each of these users, where there was one: its key follows from the user. */
async function deletionsOf(
  { api, parent }: Target,
  records: readonly DeliveryRecord[],
): Promise<ReadonlyMap<string, number>> {
  const users = new Map(records.map(({ user }) => [deletionKey(user.user_id), user.user_id]));
  const keys = [...users.keys()];
  const deletedAt = new Map<string, number>();
  for (let start = 0; start < keys.length; start += mostKeys) {
    const place = { parent, collection: userEvents };
    for (const { key = "", revision } of await api.findByKeys(place, keys.slice(start, start + mostKeys)))
      deletedAt.set(users.get(key) ?? "", revision);
  }
  return deletedAt;
}

/** A document without a key is Terra's own copy of an item, and older than any that has one. */
async function deleteIn(
  { api, parent, place }: Target,
  collection: string,
  { userId, revision }: UserRevision,
): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const found = await api.findByUser({ parent, collection }, userId.toWellFormed());
    const theirs = found.filter(
      (stored) => stored.revision <= revision && stored.key?.startsWith("user.delete:") !== true,
    );
    let again = false;
    for (let start = 0; start < theirs.length; start += mostWrites) {
      for (const status of await api.remove(theirs.slice(start, start + mostWrites))) {
        if (contested.has(status.code)) again = true;
        else if (status.code !== 0) throw deliveryError("delete from", place, status);
      }
    }
    if (!again) return;
  }
  throw new DeliveryError(
    "conflict",
    `Another writer keeps changing documents of ${place} in ${collection} that are to be deleted. It is tried again.`,
  );
}
