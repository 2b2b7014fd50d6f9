import { hash } from "node:crypto";
import { noUserId, uuidFromHash } from "@musette/core";
import type { Journal, JournalUser, UserQuery } from "@musette/journal";

export type ResolvedUser =
  | { readonly outcome: "resolved"; readonly userId: string; readonly referenceId: string | null }
  | { readonly outcome: "invalid"; readonly detail: string }
  /** Belongs to another developer, who must not learn of it. */
  | { readonly outcome: "unknown" };

/** How many users are remembered. To whom a user belongs never changes, so nothing goes stale. */
const rememberedUsers = 10_000;

/** Long enough for any id seen in the field, short enough for an indexed column everywhere. */
const longestId = 191;

/**
 * Finds whom a payload belongs to, from the query's `user_id` or `reference_id`. An unknown
 * `reference_id` becomes a user whose id is made from the developer and the reference, so two
 * requests at the same moment name the same user.
 */
export function createResolveUser(
  journal: Pick<Journal, "findUser">,
): (
  developer: string,
  query: { userId?: string | undefined; referenceId?: string | undefined },
) => Promise<ResolvedUser> {
  const remembered = new Map<string, JournalUser>();

  async function find(name: string, query: UserQuery): Promise<JournalUser | undefined> {
    const known = remembered.get(name) ?? (await journal.findUser(query));
    if (known === undefined) return undefined;
    if (remembered.size >= rememberedUsers) remembered.clear();
    remembered.set(name, known);
    return known;
  }

  return async function resolveUser(developer, { userId, referenceId }) {
    const given = userId ?? referenceId;
    if (given === undefined || given === "") {
      return {
        outcome: "invalid",
        detail: "No user is named. Add ?user_id=… or ?reference_id=… to the URL.",
      };
    }
    if (userId !== undefined && referenceId !== undefined) {
      return { outcome: "invalid", detail: "Both user_id and reference_id are given. Give one of them." };
    }
    if (given === noUserId || given.length > longestId || /\p{Cc}/u.test(given) || !given.isWellFormed()) {
      const detail = `The user's id must be 1 to ${longestId} characters without control characters, and not "${noUserId}".`;
      return { outcome: "invalid", detail };
    }
    if (userId !== undefined) {
      const known = await find(JSON.stringify([userId]), { userId });
      if (known !== undefined && known.developer !== developer) return { outcome: "unknown" };
      return { outcome: "resolved", userId, referenceId: known?.referenceId ?? null };
    }
    const known = await find(JSON.stringify([developer, given]), { developer, referenceId: given });
    const madeId = uuidFromHash(hash("sha256", `user\n${developer}\n${given}`, "hex"));
    return { outcome: "resolved", userId: known?.userId ?? madeId, referenceId: given };
  };
}
