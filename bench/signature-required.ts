import { verifyTerraSignature } from "@musette/server";
import type { MiddlewareHandler } from "hono";

export const benchSecret = "bench-signing-secret";

/** The same check of the same HMAC on both sides, so that it cancels out of the ratio. */
export const signatureRequired: MiddlewareHandler = async function signatureRequired(context, next) {
  const body = new Uint8Array(await context.req.arrayBuffer());
  const header = context.req.header("terra-signature") ?? "";
  const genuine = verifyTerraSignature({ header, body, secret: benchSecret, nowMs: Date.now() });
  return genuine ? next() : context.text("bad signature", 401);
};
