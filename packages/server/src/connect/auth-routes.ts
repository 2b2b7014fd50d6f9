import { Hono, type MiddlewareHandler } from "hono";
import type { TerraEnv } from "../terra-api/options.ts";
import { createAuthenticateUser } from "./authenticate-user.ts";
import { createGenerateAuthToken } from "./generate-auth-token.ts";
import { createGenerateWidgetSession } from "./generate-widget-session.ts";
import type { ConnectOptions } from "./options.ts";

/**
 * Terra's operations that begin a connection, to be mounted at `/auth` of the Terra-compatible API, behind
 * what sets `terra-reference`. They speak JSON to the developer's server; the person sees the connect page.
 */
export function createAuthRoutes(
  options: Pick<ConnectOptions, "journal" | "clock" | "sources" | "connect">,
  requireDeveloper: MiddlewareHandler<TerraEnv>,
): Hono<TerraEnv> {
  const routes = new Hono<TerraEnv>();
  routes.post("/generateWidgetSession", requireDeveloper, createGenerateWidgetSession(options));
  routes.post("/authenticateUser", requireDeveloper, createAuthenticateUser(options));
  routes.post("/generateAuthToken", requireDeveloper, createGenerateAuthToken(options));
  return routes;
}
