import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * What Terra's verifiers say of a delivery, written from Terra's description alone:
 *
 * - `documented`: `t=<unix seconds>,v1=<hex>[,v0=…]`, v1 = HMAC-SHA256(secret, `<t>.<raw body>`), other schemes
 *   ignored, several v1 allowed, 300 s of tolerance, compared in constant time;
 * - `positional`: as SDK 1.x reads it, `t` from the first place and `v1` from the second, whatever else follows.
 */
export interface Verdict {
  readonly documented: boolean;
  readonly positional: boolean;
}

export function verifySignature(delivery: {
  readonly header: string;
  readonly rawBody: Uint8Array;
  readonly secret: string;
  readonly nowSeconds: number;
}): Verdict {
  const { header, rawBody, secret, nowSeconds } = delivery;
  const sign = (time: string) =>
    createHmac("sha256", secret)
      .update(Buffer.concat([Buffer.from(`${time}.`), rawBody]))
      .digest("hex");
  const isEqual = (left: string, right: string) =>
    left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

  const pairs = header.split(",").map((pair) => pair.split("=", 2) as [string, string | undefined]);
  const time = pairs.find(([scheme]) => scheme === "t")?.[1] ?? "";
  const isFresh = Math.abs(nowSeconds - Number(time)) <= 300;
  const documented =
    isFresh && pairs.some(([scheme, value]) => scheme === "v1" && isEqual(value ?? "", sign(time)));

  // `sig.split(",")`, then what is behind the equals sign of the first and of the second.
  const [first = "", second = ""] = header.split(",");
  const [firstValue = "", secondValue = ""] = [first.split("=")[1], second.split("=")[1]];
  return { documented, positional: isEqual(secondValue, sign(firstValue)) };
}
