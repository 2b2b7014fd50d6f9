import { noUserId } from "@musette/core";
import type { Journal, JournalUser } from "@musette/journal";

/** The user with this id, where it is this developer's; undefined where it is nobody's or another's. */
export async function findOwnUser(
  journal: Pick<Journal, "findUser">,
  developer: string,
  userId: string,
): Promise<JournalUser | undefined> {
  if (userId === noUserId) return undefined;
  const user = await journal.findUser({ userId });
  return user?.developer === developer ? user : undefined;
}
