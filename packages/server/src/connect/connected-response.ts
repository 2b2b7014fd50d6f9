import type { Context } from "hono";
import { messagePage } from "./pages/message-page.ts";
import { pageResponse } from "./pages/page.ts";
import type { Provider } from "./providers.ts";
import type { ConnectSession } from "./session.ts";
import { withParameters } from "./with-parameters.ts";

/**
 * Sends the person back to the app, with Terra's parameters, or says that all is well. Where something was
 * left out, they read that first.
 */
export async function connectedResponse(
  context: Context,
  connected: {
    readonly session: ConnectSession;
    readonly provider: Provider;
    readonly userId: string;
    /** What was stored, in a sentence. */
    readonly text: string;
    readonly problems: readonly string[];
  },
): Promise<Response> {
  const { session, provider, userId, text, problems } = connected;
  const backTo =
    session.successUrl === null
      ? undefined
      : withParameters(session.successUrl, {
          user_id: userId,
          resource: provider.resource,
          reference_id: session.referenceId,
        });
  if (backTo !== undefined && problems.length === 0) {
    context.header("cache-control", "no-store");
    context.header("referrer-policy", "no-referrer");
    return context.redirect(backTo, 303);
  }
  const ending = backTo === undefined ? " You can close this page." : "";
  const page = messagePage({
    status: 200,
    title: `${provider.name} is connected`,
    text: `${text}${ending}`,
    ...(problems.length === 0 ? {} : { problems: { title: "Some of it was left out:", details: problems } }),
    ...(backTo === undefined ? {} : { goOn: { url: backTo, label: "Go back to the app" } }),
  });
  return await pageResponse(context, page);
}
