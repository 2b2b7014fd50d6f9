/** Something that was written of a user. */
interface UserRevision {
  readonly userId: string;
  readonly revision: number;
}

/**
 * Of the users that were deleted, those of whom something has just been written that the deletion takes
 * in: the `user.delete` event itself, or an older event that came late. What a user who has connected
 * again has since then is newer, and gives no reason to look for what is to be deleted.
 *
 * @param deletedAt The revision of each user's deletion, for users that have one.
 */
export function staleUsers(
  written: readonly UserRevision[],
  deletedAt: ReadonlyMap<string, number>,
): readonly UserRevision[] {
  const stale = new Set<string>();
  for (const { userId, revision } of written)
    if (revision <= (deletedAt.get(userId) ?? -1)) stale.add(userId);
  return [...stale].map((userId) => ({ userId, revision: deletedAt.get(userId) ?? -1 }));
}
