import { createHmac, timingSafeEqual } from "node:crypto";

/** How far a signature's time may be from ours, in seconds (Terra's own verifier: 300). */
const toleranceSeconds = 300;

/**
 * Verifies Terra's `terra-signature` header, `t=<unix seconds>,v1=<hex>[,v1=…][,v0=…]`, where v1 is
 * HMAC-SHA256(secret, `<t>.` + body). Schemes other than v1 are ignored; one match among several is
 * enough (key rotation). Compared in constant time.
 */
export function verifyTerraSignature(options: {
  readonly header: string;
  readonly body: Uint8Array;
  readonly secret: string;
  readonly nowMs: number;
}): boolean {
  const parts = options.header.split(",").map((part) => part.trim());
  const stamp = parts.find((part) => part.startsWith("t="))?.slice(2);
  if (stamp === undefined || !/^\d{1,12}$/.test(stamp)) return false;
  if (Math.abs(options.nowMs / 1000 - Number(stamp)) > toleranceSeconds) return false;
  const expected = createHmac("sha256", options.secret).update(`${stamp}.`).update(options.body).digest();
  return parts
    .filter((part) => part.startsWith("v1="))
    .map((part) => Buffer.from(part.slice(3), "hex"))
    .some((given) => given.length === expected.length && timingSafeEqual(given, expected));
}
