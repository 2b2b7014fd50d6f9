import type { Context } from "hono";

/**
 * Whether a browser says that a page of ours sends this. Every browser says so by `sec-fetch-site`, or at least
 * by `origin`, with what is not a GET; who says neither is no browser, and uses the bearer token.
 */
export function isSameOrigin(context: Context): boolean {
  const site = context.req.header("sec-fetch-site");
  if (site !== undefined) return site === "same-origin";
  const origin = URL.parse(context.req.header("origin") ?? "");
  if (origin === null) return false;
  // A proxy may have put its own name for us into `host`; no page can set either header.
  return [context.req.header("host"), context.req.header("x-forwarded-host")].includes(origin.host);
}
