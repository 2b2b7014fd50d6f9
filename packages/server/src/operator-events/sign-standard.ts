import { createHmac } from "node:crypto";

/**
 * The signature headers of Standard Webhooks: HMAC-SHA256 over `<id>.<seconds>.<body>`, keyed with the
 * bytes behind `whsec_`, or with the secret as written where it has no such prefix.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function signStandard(
  message: { readonly id: string; readonly atSeconds: number; readonly body: string },
  secret: string,
): Readonly<Record<string, string>> {
  const { id, atSeconds, body } = message;
  const key = secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : secret;
  const signature = createHmac("sha256", key).update(`${id}.${atSeconds}.${body}`).digest("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": String(atSeconds),
    "webhook-signature": `v1,${signature}`,
  };
}
