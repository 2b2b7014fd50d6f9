import type { Journal } from "@musette/journal";
import { appendTerraEvent, type AppendTerraEventOptions } from "../terra-api/append-terra-event.ts";
import type { ConnectSession } from "./session.ts";

/** Terra's own word, from OAuth (RFC 6749, section 4.1.2.1). */
export const cancelledReason = "access_denied";

/**
 * Sends `auth_cancelled` for a session whose token has been used. The v5 document has no such type: it sends
 * `auth` with `status: "error"` and a user, which a client of v2 would take for one that connected.
 *
 * @throws {JournalError} when it could not be stored.
 */
export async function cancelConnection(
  options: AppendTerraEventOptions & { readonly journal: Journal },
  { developer, sessionId, referenceId }: ConnectSession,
): Promise<void> {
  await appendTerraEvent(options, developer, {
    type: "auth_cancelled",
    status: "error",
    flow_id: sessionId,
    reason: cancelledReason,
    ...(referenceId === null ? {} : { reference_id: referenceId }),
  });
}
