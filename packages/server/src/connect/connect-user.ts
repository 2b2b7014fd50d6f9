import type { Journal } from "@musette/journal";
import { appendTerraEvent, type AppendTerraEventOptions } from "../terra-api/append-terra-event.ts";
import { toTerraUser } from "../terra-api/terra-user.ts";
import type { ConnectingUser } from "./find-connecting-user.ts";
import type { Provider } from "./providers.ts";
import type { ConnectSession } from "./session.ts";

const version = "2022-03-16";

/**
 * Makes or takes up the user of a session whose token has been used, and sends `auth` to the destinations. A
 * user that is replaced becomes inactive, its token is deleted, and `user_reauth` follows the `auth`.
 *
 * @throws {JournalError} when it could not be stored.
 */
export async function connectUser(
  options: AppendTerraEventOptions & { readonly journal: Journal },
  session: ConnectSession,
  resource: Provider["resource"],
  { userId, replaced }: ConnectingUser,
): Promise<void> {
  const { journal, clock } = options;
  const { developer, referenceId, sessionId } = session;
  const atMs = clock.now();
  const reference = referenceId === null ? {} : { referenceId };
  const change = { userId, developer, provider: resource, ...reference, active: true, atMs };
  const user = toTerraUser(await journal.saveUser(change));
  await appendTerraEvent(options, developer, {
    type: "auth",
    status: "success",
    message: "User has successfully authenticated",
    user,
    // The v5 document requires it; empty where the developer gave none.
    reference_id: referenceId ?? "",
    widget_session_id: sessionId,
    version,
  });
  if (replaced === undefined) return;
  const old = await journal.saveUser({ userId: replaced.userId, active: false, atMs });
  await journal.deleteConnection(replaced.userId);
  await appendTerraEvent(options, developer, {
    type: "user_reauth",
    status: "warning",
    message: "User has reauthenticated under a new user id; the old one receives no more data",
    new_user: user,
    old_user: toTerraUser(old),
    version,
  });
}
