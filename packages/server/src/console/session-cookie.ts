import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

const name = "musette_console";

/** The session's secret that the browser sent. */
export function readSessionCookie(context: Context): string | undefined {
  return getCookie(context, name);
}

/** A cookie without an end of its own: the session's end is the server's, and the browser's closing. */
export function setSessionCookie(context: Context, secret: string): void {
  setCookie(context, name, secret, options(context));
}

export function dropSessionCookie(context: Context): void {
  deleteCookie(context, name, options(context));
}

function options(context: Context) {
  return { httpOnly: true, sameSite: "Strict", path: "/", secure: isHttps(context) } as const;
}

/** TLS ends at the proxy in front, which says so; the browser's own word is its origin. */
function isHttps(context: Context): boolean {
  const forwarded = context.req.header("x-forwarded-proto")?.split(",")[0]?.trim().toLowerCase();
  return forwarded === "https" || context.req.header("origin")?.startsWith("https:") === true;
}
