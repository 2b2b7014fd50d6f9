import type { Context } from "hono";
import { cancelConnection, cancelledReason } from "./cancel-connection.ts";
import type { ConnectOptions } from "./options.ts";
import { messagePage } from "./pages/message-page.ts";
import { closedLinks } from "./pages/messages.ts";
import { pageResponse } from "./pages/page.ts";
import type { ConnectSessions } from "./session.ts";
import type { Visit } from "./visit.ts";
import { withParameters } from "./with-parameters.ts";
import { requestIdOf } from "../request/request-id.ts";

/**
 * Ends a visit without a connection, and sends the person back to the app where it said to where.
 *
 * @throws {JournalError} when the event could not be stored.
 */
export async function cancelVisit(
  context: Context,
  options: Pick<ConnectOptions, "journal" | "clock"> & { readonly sessions: ConnectSessions },
  { token, session, providers }: Visit,
): Promise<Response> {
  if (!(await options.sessions.use(token))) return await pageResponse(context, closedLinks.used);
  await cancelConnection({ ...options, requestId: requestIdOf(context) }, session);
  if (session.failureUrl === null) {
    const text = "Nothing was connected, and nothing was stored. You can close this page.";
    return await pageResponse(context, messagePage({ status: 200, title: "Cancelled", text }));
  }
  const [only, another] = providers;
  const backTo = withParameters(session.failureUrl, {
    reason: cancelledReason,
    resource: another === undefined ? (only?.resource ?? null) : null,
    reference_id: session.referenceId,
  });
  context.header("cache-control", "no-store");
  context.header("referrer-policy", "no-referrer");
  return context.redirect(backTo, 303);
}
