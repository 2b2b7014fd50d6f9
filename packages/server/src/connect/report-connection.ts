import { JournalError, type Clock } from "@musette/core";
import type { Journal } from "@musette/journal";
import { appendTerraEvent } from "../terra-api/append-terra-event.ts";
import { toTerraUser } from "../terra-api/terra-user.ts";

/** What a poller has to say of a connection. */
export interface ConnectionReport {
  readonly userId: string;
  /**
   * `connection_error`: the vendor answered 401, 403 or 412, and the person may have to connect again;
   * `access_revoked`: the person took the access away at the vendor, and the credentials are deleted.
   */
  readonly type: "access_revoked" | "connection_error";
  /** What happened, in words, without a token in them. */
  readonly message: string;
}

/**
 * Tells the destinations that a connection does not work any more. For pollers of vendors' APIs: nothing here
 * calls it until there is one.
 *
 * @throws {JournalError} when the user is not known or it could not be stored.
 */
export async function reportConnection(
  options: { readonly journal: Journal; readonly clock: Clock },
  { userId, type, message }: ConnectionReport,
): Promise<void> {
  const { journal, clock } = options;
  const known = await journal.findUser({ userId });
  if (known === undefined) {
    const text = `A ${type} was reported of user ${userId}, who is not known here.`;
    throw new JournalError("journal.failed", text, { context: { userId, type } });
  }
  const isRevoked = type === "access_revoked";
  const user = isRevoked ? await journal.saveUser({ userId, active: false, atMs: clock.now() }) : known;
  if (isRevoked) await journal.deleteConnection(userId);
  await appendTerraEvent(options, known.developer, {
    type,
    status: "warning",
    message,
    user: toTerraUser(user),
  });
}
