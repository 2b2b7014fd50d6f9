import { hash, randomBytes } from "node:crypto";
import type { Handler } from "hono";
import type { TerraEnv } from "../terra-api/options.ts";
import { terraProblemResponse } from "../terra-api/terra-problem.ts";
import type { ConnectOptions } from "./options.ts";
import { notConfigured } from "./problems.ts";

/** Terra's. */
const tokenSeconds = 180;

/**
 * `POST /auth/generateAuthToken`: a token for Terra's mobile SDKs. They speak to Terra's own hosts, so that
 * nothing here takes it yet; it is handed out so that a server that asks for one keeps working.
 */
export function createGenerateAuthToken({
  journal,
  clock,
  connect,
}: Pick<ConnectOptions, "journal" | "clock" | "connect">): Handler<TerraEnv> {
  return async function answerGenerateAuthToken(context) {
    // 404 is the one error that both documents have for it.
    if (connect === null) return terraProblemResponse(context, { ...notConfigured, status: 404 });
    const token = randomBytes(32).toString("hex");
    await journal.saveSession({
      digest: hash("sha256", token, "hex"),
      kind: "mobile",
      developer: context.get("developer").devId,
      data: {},
      expiresAtMs: clock.now() + tokenSeconds * 1000,
      usedAtMs: null,
    });
    return context.json({ status: "success", token, expires_in: tokenSeconds });
  };
}
