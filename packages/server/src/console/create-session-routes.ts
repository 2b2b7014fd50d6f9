import { getConnInfo } from "@hono/node-server/conninfo";
import type { SessionAnswer } from "@musette/console";
import { Hono, type Context } from "hono";
import { badRequest } from "../admin/problems.ts";
import { parseJson } from "../parse-json.ts";
import { problemResponse } from "../problem.ts";
import { readBody } from "../read-body.ts";
import type { Clock } from "@musette/core";
import { forgery } from "./authorize.ts";
import { isSameOrigin } from "./is-same-origin.ts";
import { crossSite, noSession, tooManyAttempts, wrongToken } from "./problems.ts";
import { createRoleOfToken, type AdminTokens } from "./role-of-token.ts";
import { dropSessionCookie, readSessionCookie, setSessionCookie } from "./session-cookie.ts";
import type { ConsoleSession, Sessions } from "./sessions.ts";
import { createSignInRate } from "./sign-in-rate.ts";

export interface SessionRoutesOptions extends AdminTokens {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly version: string;
}

const maxBodyBytes = 4_096;

/** `/console/session`: signing in with a token of the configuration, asking who one is, signing out. */
export function createSessionRoutes(options: SessionRoutesOptions): Hono {
  const { sessions, version } = options;
  const roleOfToken = createRoleOfToken(options);
  const rate = createSignInRate(options.clock);
  const routes = new Hono();
  routes.use(async (context, next) => {
    await next();
    context.header("cache-control", "no-store");
  });
  const answer = ({ role, csrf }: ConsoleSession): SessionAnswer => ({ role, csrf, version });

  routes.post("/session", async (context) => {
    // Otherwise another site could sign a browser in to a session of its own making.
    if (!isSameOrigin(context)) return problemResponse(context, crossSite);
    const address = addressOf(context);
    const waitSeconds = rate.wait(address);
    if (waitSeconds !== undefined) return problemResponse(context, tooManyAttempts(waitSeconds));
    const token = await readToken(context);
    if (token === undefined) {
      return problemResponse(context, badRequest('Send {"token": "…"} as JSON.'));
    }
    const role = roleOfToken(token);
    if (role === undefined) {
      rate.failed(address);
      return problemResponse(context, wrongToken);
    }
    const before = readSessionCookie(context);
    if (before !== undefined) sessions.close(before);
    const { secret, session } = sessions.open(role);
    setSessionCookie(context, secret);
    return context.json(answer(session));
  });

  routes.get("/session", (context) => {
    const session = sessions.find(readSessionCookie(context));
    return session === undefined ? problemResponse(context, noSession) : context.json(answer(session));
  });

  routes.delete("/session", (context) => {
    const secret = readSessionCookie(context);
    const session = sessions.find(secret);
    if (secret === undefined || session === undefined) return problemResponse(context, noSession);
    const problem = forgery(context, session.csrf);
    if (problem !== undefined) return problemResponse(context, problem);
    sessions.close(secret);
    dropSessionCookie(context);
    return context.body(null, 204);
  });
  return routes;
}

async function readToken(context: Context): Promise<string | undefined> {
  const body = await readBody(context, maxBodyBytes);
  if (body.outcome !== "read") return undefined;
  const parsed = parseJson(body.bytes);
  if (parsed.outcome === "malformed") return undefined;
  const { value } = parsed;
  const token = typeof value === "object" && value !== null && "token" in value ? value.token : undefined;
  return typeof token === "string" ? token : undefined;
}

/** Behind a proxy everybody has its address, and shares its attempts. */
function addressOf(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? "";
  } catch {
    // There is no socket where a test asks the application itself.
    return "";
  }
}
