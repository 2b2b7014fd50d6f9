import { createHmac, hkdfSync, randomBytes, timingSafeEqual, type KeyObject } from "node:crypto";
import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";

/** Ties a form to the browser that was shown it. */
export interface Csrf {
  /** For a form's hidden field. Sets the cookie where the browser has none. */
  issue(context: Context, token: string): string;
  /** Whether a form came from the browser that was shown it. */
  holds(context: Context, token: string, field: string): boolean;
}

const cookieName = "musette_connect";
const nonce = /^[\w-]{22}$/;

/**
 * Double submit: a random cookie, and in the form an HMAC-SHA256 over it and the link's token. Somebody who
 * has the link, or made it, knows neither another browser's cookie nor what belongs to it.
 *
 * @param path Where the connect page is for browsers: `/connect`.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function createCsrf(options: {
  readonly key: KeyObject;
  readonly path: string;
  readonly isHttps: boolean;
}): Csrf {
  const { path, isHttps } = options;
  const key = Buffer.from(hkdfSync("sha256", options.key, "", "musette connect csrf", 32));

  function fieldOf(cookie: string, token: string): Buffer {
    return createHmac("sha256", key).update(`${cookie}.${token}`).digest();
  }

  return {
    issue(context, token) {
      const given = getCookie(context, cookieName) ?? "";
      const cookie = nonce.test(given) ? given : randomBytes(16).toString("base64url");
      // Lax rather than Strict: a person who comes from the app a second time keeps the first tab's form.
      setCookie(context, cookieName, cookie, { path, httpOnly: true, secure: isHttps, sameSite: "Lax" });
      return fieldOf(cookie, token).toString("base64url");
    },
    holds(context, token, field) {
      const cookie = getCookie(context, cookieName) ?? "";
      const given = Buffer.from(field, "base64url");
      const expected = fieldOf(cookie, token);
      return nonce.test(cookie) && given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}
