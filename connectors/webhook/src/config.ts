import * as z from "zod";

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
const durationPattern = /^(\d+(?:\.\d+)?)(ms|s|m)$/;
/** Set by this connector, or by HTTP itself for the connection at hand. */
const reservedHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "content-type",
  "expect",
  "hook-type",
  "host",
  "keep-alive",
  "te",
  "terra-reference",
  "terra-signature",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "user-agent",
  "webhook-id",
  "webhook-signature",
  "webhook-timestamp",
  "x-terra-ordering-timestamp",
  "x-terra-signature",
  "x-terra-trace-id",
]);

const url = z
  .string()
  .refine(
    isHttpUrl,
    "expected an http:// or https:// URL without a user name or password in it (use `headers`)",
  );

const secret = z.string().min(1);

const headers = z
  .record(
    z.string(),
    z
      .string()
      .regex(/^[\t\x20-\x7e\x80-\xff]*$/, "a header value is one line of Latin-1 text")
      .meta({ secret: true }),
  )
  .superRefine((given, context) => {
    for (const name of Object.keys(given)) {
      const message = headerProblem(name);
      if (message !== undefined) context.addIssue({ code: "custom", path: [name], message });
    }
  })
  .meta({ examples: [{ authorization: "${APP_TOKEN}" }] })
  .describe("Sent with every event, for example an authorization header");

const timeout = z
  .string()
  .regex(durationPattern, "expected a duration such as 500ms, 8s or 1m")
  .transform(toMs)
  .refine((ms) => ms >= 1, "must be at least 1ms");

/** The keys of a webhook destination. */
export const configSchema = z
  .strictObject({
    // Receivers are often let in by a token in the path.
    url: url
      .meta({ secret: true, examples: ["https://app.example.com/hooks/musette"] })
      .describe("Where events are posted"),
    secret: z
      .union([secret, z.array(secret).min(1)])
      .optional()
      .meta({ secret: true, examples: ["${WEBHOOK_SECRET}"] })
      .describe("Signs every event; a list while it is being rotated, newest first. Unsigned when left out"),
    headers: headers.default({}),
    timeout: timeout.prefault("8s").describe("How long the receiver may take to answer one event"),
    allow_private: z
      .boolean()
      .default(false)
      .describe("Allows loopback, private and link-local addresses, for a receiver in your own network"),
  })
  .transform((keys) => ({
    url: new URL(keys.url),
    secrets: typeof keys.secret === "string" ? [keys.secret] : (keys.secret ?? []),
    headers: keys.headers,
    timeoutMs: keys.timeout,
    allowPrivate: keys.allow_private,
  }));

export type WebhookConfig = Readonly<z.output<typeof configSchema>>;

function headerProblem(name: string): string | undefined {
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)) return "not a header name";
  return reservedHeaders.has(name.toLowerCase()) ? "this header is set by the connector" : undefined;
}

function isHttpUrl(text: string): boolean {
  const parsed = URL.parse(text);
  if (parsed === null || parsed.username !== "" || parsed.password !== "") return false;
  return parsed.protocol === "http:" || parsed.protocol === "https:";
}

function toMs(text: string): number {
  const [, amount = "", unit = ""] = durationPattern.exec(text) ?? [];
  return Math.round(Number(amount) * (unitMs[unit] ?? Number.NaN));
}
