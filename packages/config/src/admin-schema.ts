import * as z from "zod";

/** Short enough to type, long enough not to be guessed over the network. */
const shortestToken = 16;

/** `admin:`, the operator's interface. */
export const adminSchema = z
  .strictObject({
    token: z
      .string()
      .refine(
        (text) => text.length >= shortestToken && /^[\x21-\x7e]+$/.test(text),
        `expected at least ${shortestToken} characters without spaces (make one with: openssl rand -hex 32)`,
      )
      .meta({ secret: true })
      .describe("Sent by the operator's tools as `Authorization: Bearer …`"),
    events: z
      .strictObject({
        url: z
          .string()
          .refine(isWebUrl, "expected an http:// or https:// URL without user name and password")
          .describe(
            "Where operator events are posted: paused, recovered, dead letters, quarantine, journal nearly full",
          ),
        secret: z.string().min(1).meta({ secret: true }).describe("Signs them as Standard Webhooks does"),
        allow_private: z
          .boolean()
          .default(false)
          .describe("Whether the URL may lead to an address that is not of the public internet"),
      })
      .optional(),
  })
  .transform(({ token, events }) => ({
    token,
    events: events ? { url: events.url, secret: events.secret, allowPrivate: events.allow_private } : null,
  }));

function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}
