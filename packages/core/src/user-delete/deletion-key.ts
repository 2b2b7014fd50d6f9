/** The key under which a destination that deletes users keeps that it has: one for each user. */
export function deletionKey(userId: string): string {
  return `user.delete:${encodeURIComponent(userId.toWellFormed())}`;
}
