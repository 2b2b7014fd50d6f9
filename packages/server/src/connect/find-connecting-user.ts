import { noUserId } from "@musette/core";
import type { Journal, JournalUser } from "@musette/journal";
import type { Provider } from "./providers.ts";
import type { ConnectSession } from "./session.ts";

/** Whom a session connects. */
export interface ConnectingUser {
  readonly userId: string;
  /** The person's user until now, where that is another one. */
  readonly replaced: JournalUser | undefined;
}

/**
 * Whose reference has a connection to this provider keeps its user id, so nothing needs to be keyed anew.
 * Where the caller was told another id before that connection came to be, the told one holds.
 */
export async function findConnectingUser(
  journal: Pick<Journal, "findUser">,
  { developer, referenceId, toldUserId, newUserId }: ConnectSession,
  provider: Provider["resource"],
): Promise<ConnectingUser> {
  const found =
    referenceId === null ? undefined : await journal.findUser({ developer, referenceId, provider });
  const known = found?.userId === noUserId ? undefined : found;
  const userId = toldUserId ?? known?.userId ?? newUserId;
  return { userId, replaced: known?.userId === userId ? undefined : known };
}
