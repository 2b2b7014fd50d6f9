import { createHmac } from "node:crypto";

/** What is signed: the body exactly as it is sent, and its id and time. */
export interface Signable {
  readonly id: string;
  readonly body: Uint8Array;
  /** Unix seconds. */
  readonly atSeconds: number;
}

/**
 * Signature headers in both forms, with one signature per secret in the order given:
 *
 * - Terra's: `t=<seconds>,v1=<hex>`, HMAC-SHA256 over `<seconds>.<body>`, keyed with the secret as written;
 * - Standard Webhooks: `v1,<base64>`, HMAC-SHA256 over `<id>.<seconds>.<body>`, keyed with the bytes behind
 *   `whsec_`, or with the secret as written where it has no such prefix.
 *
 * Without a secret there is no signature.
 *
 * @see https://docs.tryterra.co/reference/health-and-fitness-api/setting-up-data-destinations/webhooks
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function sign({ id, body, atSeconds }: Signable, secrets: readonly string[]): Record<string, string> {
  if (secrets.length === 0) return {};
  const terra = secrets.map((secret) => `v1=${hmac(secret, `${atSeconds}.`, body, "hex")}`);
  const standard = secrets.map(
    (secret) => `v1,${hmac(standardKey(secret), `${id}.${atSeconds}.`, body, "base64")}`,
  );
  // Terra's own SDK reads `t` from the first place and `v1` from the second.
  const terraSignature = [`t=${atSeconds}`, ...terra].join(",");
  return {
    "terra-signature": terraSignature,
    "x-terra-signature": terraSignature,
    "webhook-id": id,
    "webhook-timestamp": String(atSeconds),
    "webhook-signature": standard.join(" "),
  };
}

function standardKey(secret: string): string | Buffer {
  return secret.startsWith("whsec_") ? Buffer.from(secret.slice("whsec_".length), "base64") : secret;
}

function hmac(key: string | Buffer, prefix: string, body: Uint8Array, encoding: "hex" | "base64"): string {
  return createHmac("sha256", key).update(prefix).update(body).digest(encoding);
}
