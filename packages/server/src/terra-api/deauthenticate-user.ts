import type { Handler } from "hono";
import { requestIdOf } from "../request/request-id.ts";
import { appendTerraEvent } from "./append-terra-event.ts";
import { findOwnUser } from "./find-own-user.ts";
import type { TerraApiOptions, TerraEnv } from "./options.ts";
import { invalid, unknownUser } from "./problems.ts";
import { terraProblemResponse } from "./terra-problem.ts";
import { toTerraUser } from "./terra-user.ts";

/**
 * `DELETE /auth/deauthenticateUser`: sends `deauth` to the destinations and, as configured, erases what
 * is stored of the user here and sends `user.delete`. The answer says what was erased and where more of it
 * is.
 *
 * The events are on disk before anything is erased, so a crash between the two leaves a user that can be
 * deauthenticated again; its destinations get a second `deauth` then.
 */
export function createDeauthenticateUser(options: TerraApiOptions): Handler<TerraEnv> {
  const { journal, clock, delivery } = options;
  const { eraseOnDeauth, deleteEvents } = options.users;
  return async function answerDeauthenticateUser(context) {
    const userId = context.req.query("user_id") ?? "";
    if (userId === "")
      return terraProblemResponse(context, invalid("user_id is missing. Add ?user_id=… to the URL."));
    const known = await findOwnUser(journal, context.get("developer").devId, userId);
    if (known === undefined) return terraProblemResponse(context, unknownUser);
    const { developer } = known;
    const cause = { ...options, requestId: requestIdOf(context) };
    const user = { ...toTerraUser(known), active: false };
    const status = "success";
    const message = "User deauthenticated";
    const appended = [await appendTerraEvent(cause, developer, { type: "deauth", status, user, message })];
    if (!eraseOnDeauth) {
      await journal.saveUser({ userId, developer, active: false, atMs: clock.now() });
      await journal.deleteConnection(userId);
      return context.json({
        status,
        message: "The user is inactive. Nothing stored of it was erased (users.erase_on_deauth).",
      });
    }
    if (deleteEvents) {
      const body = {
        type: "user.delete",
        status,
        user,
        message: "Delete what is stored of this user",
      } as const;
      appended.push(await appendTerraEvent(cause, developer, body));
    }
    const erased = await journal.eraseUser({ userId, keep: appended.map(({ seq }) => seq) });
    const destinations = (await delivery.status()).map(({ name }) => name);
    return context.json({ status, message: whatRemains(erased, destinations, deleteEvents) });
  };
}

function whatRemains(
  erased: { readonly events: number; readonly payloads: number },
  destinations: readonly string[],
  deleteEvents: boolean,
): string {
  const here = `Erased ${erased.events} events and ${erased.payloads} payloads here.`;
  if (destinations.length === 0) return `${here} There are no destinations.`;
  const names = destinations.join(", ");
  return deleteEvents
    ? `${here} What was delivered before is in: ${names}; they were sent user.delete.`
    : `${here} What was delivered before remains in: ${names}. Delete it there, or set users.delete_events.`;
}
