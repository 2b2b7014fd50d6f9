import { randomUUID } from "node:crypto";
import type { Handler } from "hono";
import type { TerraEnv } from "../terra-api/options.ts";
import { invalid } from "../terra-api/problems.ts";
import { terraProblemResponse } from "../terra-api/terra-problem.ts";
import type { ConnectOptions } from "./options.ts";
import { notConfigured, unknownResource } from "./problems.ts";
import { availableProviders } from "./providers.ts";
import { readAuthRequest } from "./read-auth-request.ts";
import { createConnectSessions } from "./session.ts";

/**
 * `POST /auth/authenticateUser`: a link to the connect page of one provider, and the id that the user will
 * have: that of the person's connection to this provider where the reference names one, a new one otherwise.
 */
export function createAuthenticateUser(
  options: Pick<ConnectOptions, "journal" | "clock" | "sources" | "connect">,
): Handler<TerraEnv> {
  const { connect, journal } = options;
  const available = availableProviders(options.sources).map(({ resource }) => resource);
  const sessions = createConnectSessions(options);
  return async function answerAuthenticateUser(context) {
    if (connect === null) return terraProblemResponse(context, notConfigured);
    const read = await readAuthRequest(context, connect);
    if (read.outcome === "refused") return terraProblemResponse(context, read.problem);
    const { referenceId, successUrl, failureUrl } = read.request;
    const name = context.req.query("resource") || read.request.resource;
    if (name === null) {
      return terraProblemResponse(context, invalid("resource is missing. Add ?resource=PELOTON to the URL."));
    }
    const resource = available.find((known) => known === name.toUpperCase());
    if (resource === undefined) return terraProblemResponse(context, unknownResource(name, available));
    const developer = context.get("developer").devId;
    const known =
      referenceId === null
        ? undefined
        : await journal.findUser({ developer, referenceId, provider: resource });
    const toldUserId = known?.userId ?? randomUUID();
    const { token } = await sessions.start({
      developer,
      resources: [resource],
      referenceId,
      toldUserId,
      successUrl,
      failureUrl,
    });
    return context.json({
      status: "success",
      user_id: toldUserId,
      auth_url: `${connect.publicUrl}/connect/${token}`,
    });
  };
}
