import { staleUsers } from "@musette/core";
import type { DeliveryRecord } from "@musette/core";
import type { Db, Document } from "mongodb";
import { itemCollections } from "./document.ts";

type UserRevision = ReturnType<typeof staleUsers>[number];

const userEvents = "user_events";

/**
 * Deletes what a `user.delete` event takes in, of the users of whom these records have just been written.
 * The event is a document like any other, written before anything is deleted, and every write looks for it
 * afterwards: so of a deletion and an older event at the same moment, the one that is second sees the other.
 */
export async function deleteStale(
  db: Db,
  collectionPrefix: string,
  records: readonly DeliveryRecord[],
  signal: AbortSignal,
): Promise<void> {
  const written = records.map(({ user, revision }) => ({ userId: user.user_id.toWellFormed(), revision }));
  const deletedAt = await deletionsOf(db, collectionPrefix, [
    ...new Set(written.map(({ userId }) => userId)),
  ]);
  for (const user of staleUsers(written, deletedAt)) await deleteUser(db, collectionPrefix, user, signal);
}

/** The documents of one user in all collections, but those that are newer, and the event itself. */
export async function deleteUser(
  db: Db,
  collectionPrefix: string,
  { userId, revision }: UserRevision,
  signal: AbortSignal,
): Promise<void> {
  // Documents that Terra wrote have no revision, and are older than any that has one.
  const theirs: Document = { "user.user_id": userId, "musette.revision": { $not: { $gt: revision } } };
  for (const name of [...itemCollections, "athlete", userEvents]) {
    signal.throwIfAborted();
    const filter = name === userEvents ? { ...theirs, type: { $ne: "user.delete" } } : theirs;
    await db.collection(`${collectionPrefix}${name}`).deleteMany(filter);
  }
}

/** The newest deletion of each of these users that was ever deleted. */
async function deletionsOf(
  db: Db,
  collectionPrefix: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const filter = { "user.user_id": { $in: [...userIds] }, type: "user.delete" };
  const projection = { "user.user_id": 1, "musette.revision": 1 };
  const found = await db
    .collection(`${collectionPrefix}${userEvents}`)
    .find(filter, { projection })
    .toArray();
  const newest = new Map<string, number>();
  for (const { user, musette } of found as readonly Document[]) {
    const userId = String(user.user_id);
    newest.set(userId, Math.max(Number(musette.revision), newest.get(userId) ?? -1));
  }
  return newest;
}
