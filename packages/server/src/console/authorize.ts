import { timingSafeEqual, hash } from "node:crypto";
import type { ConsoleRole } from "@musette/console";
import type { Context, MiddlewareHandler } from "hono";
import { unauthorized } from "../admin/problems.ts";
import { problemResponse, type Problem } from "../problem.ts";
import { isSameOrigin } from "./is-same-origin.ts";
import { crossSite, readOnly, wrongCsrf } from "./problems.ts";
import { createRoleOfToken, type AdminTokens } from "./role-of-token.ts";
import { readSessionCookie } from "./session-cookie.ts";
import type { Sessions } from "./sessions.ts";

/**
 * Lets through who has the bearer token, or a session of the console: that one changes something only from a page
 * of ours, and a viewer changes nothing either way.
 */
export function authorize(tokens: AdminTokens, sessions: Sessions): MiddlewareHandler {
  const roleOfToken = createRoleOfToken(tokens);

  function judge(context: Context): ConsoleRole | Problem {
    const header = context.req.header("authorization");
    if (header !== undefined) {
      return roleOfToken(/^Bearer +(\S+) *$/i.exec(header)?.[1] ?? "") ?? unauthorized;
    }
    const session = sessions.find(readSessionCookie(context));
    if (session === undefined) return unauthorized;
    return isReading(context) ? session.role : (forgery(context, session.csrf) ?? session.role);
  }

  return async (context, next) => {
    const judged = judge(context);
    context.header("cache-control", "no-store");
    if (typeof judged === "object") return problemResponse(context, judged);
    if (judged === "viewer" && !isReading(context)) return problemResponse(context, readOnly);
    await next();
    context.header("cache-control", "no-store");
    return undefined;
  };
}

/** Why it is not our page that sends this; undefined: it is. */
export function forgery(context: Context, csrf: string): Problem | undefined {
  if (!isSameOrigin(context)) return crossSite;
  const given = hash("sha256", context.req.header("x-csrf-token") ?? "", "buffer");
  return timingSafeEqual(given, hash("sha256", csrf, "buffer")) ? undefined : wrongCsrf;
}

function isReading(context: Context): boolean {
  return context.req.method === "GET" || context.req.method === "HEAD";
}
