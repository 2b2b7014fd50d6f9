import type { Handler } from "hono";
import type { TerraEnv } from "../terra-api/options.ts";
import { invalid } from "../terra-api/problems.ts";
import { terraProblemResponse } from "../terra-api/terra-problem.ts";
import type { ConnectOptions } from "./options.ts";
import { notConfigured } from "./problems.ts";
import { availableProviders } from "./providers.ts";
import { readAuthRequest } from "./read-auth-request.ts";
import { createConnectSessions, sessionSeconds } from "./session.ts";

/**
 * `POST /auth/generateWidgetSession`: a link to the connect page, for one use within 15 minutes. Of
 * `providers` those count that can be connected here; all of these when it is left out.
 */
export function createGenerateWidgetSession(
  options: Pick<ConnectOptions, "journal" | "clock" | "sources" | "connect">,
): Handler<TerraEnv> {
  const { connect } = options;
  const available = availableProviders(options.sources).map(({ resource }) => resource);
  const sessions = createConnectSessions(options);
  return async function answerGenerateWidgetSession(context) {
    if (connect === null) return terraProblemResponse(context, notConfigured);
    const read = await readAuthRequest(context, connect);
    if (read.outcome === "refused") return terraProblemResponse(context, read.problem);
    const { providers, referenceId, successUrl, failureUrl } = read.request;
    const wanted = providers?.split(",").map((name) => name.trim().toUpperCase());
    const resources = available.filter((resource) => wanted?.includes(resource) ?? true);
    if (resources.length === 0) {
      const there = available.length === 0 ? "none" : available.join(", ");
      return terraProblemResponse(
        context,
        invalid(`providers names none that can be connected here. Here are: ${there}.`),
      );
    }
    const { token, session } = await sessions.start({
      developer: context.get("developer").devId,
      resources,
      referenceId,
      toldUserId: null,
      successUrl,
      failureUrl,
    });
    return context.json({
      status: "success",
      session_id: session.sessionId,
      url: `${connect.publicUrl}/connect/${token}`,
      expires_in: sessionSeconds,
    });
  };
}
