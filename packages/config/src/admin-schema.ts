import * as z from "zod";

/** Short enough to type, long enough not to be guessed over the network. */
const shortestToken = 16;

function token() {
  return z
    .string()
    .refine(
      (text) => text.length >= shortestToken && /^[\x21-\x7e]+$/.test(text),
      `expected at least ${shortestToken} characters without spaces (make one with: openssl rand -hex 32)`,
    )
    .meta({ secret: true });
}

/** `admin:`, the operator's interface. */
export const adminSchema = z
  .strictObject({
    token: token()
      .meta({ examples: ["${ADMIN_TOKEN}"] })
      .describe("Opens /admin and the console; sent by the operator's tools as `Authorization: Bearer …`"),
    viewer_token: token()
      .optional()
      .meta({ examples: ["${VIEWER_TOKEN}"] })
      .describe("Opens the same for looking only, payloads included: nothing can be changed with it"),
    events: z
      .strictObject({
        url: z
          .string()
          .refine(isWebUrl, "expected an http:// or https:// URL without user name and password")
          .meta({ examples: ["https://ops.example.com/musette"] })
          .describe(
            "Where operator events are posted: paused, recovered, dead letters, quarantine, journal nearly full",
          ),
        secret: z
          .string()
          .min(1)
          .meta({ secret: true, examples: ["${OPS_WEBHOOK_SECRET}"] })
          .describe("Signs them as Standard Webhooks does"),
        allow_private: z
          .boolean()
          .default(false)
          .describe("Whether the URL may lead to an address that is not of the public internet"),
      })
      .optional()
      .describe("Posts what an operator wants to hear of; off when left out"),
  })
  .refine((admin) => admin.viewer_token !== admin.token, {
    path: ["viewer_token"],
    message: "expected another one than token, which would let its holder change everything",
  })
  .transform((admin) => ({
    token: admin.token,
    viewerToken: admin.viewer_token ?? null,
    events: admin.events
      ? { url: admin.events.url, secret: admin.events.secret, allowPrivate: admin.events.allow_private }
      : null,
  }));

function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}
