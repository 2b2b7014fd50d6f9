import { DeliveryError, deliveryCodes, type DeliveryCode } from "@musette/core";
import type { Failure } from "./pending.ts";

/**
 * What a connector threw, in the words of the error table. Of a foreign error only its name, code and
 * place are told: its message may hold a payload or a secret.
 */
export function toFailure(name: string, what: string, error: unknown): Failure {
  if (DeliveryError.is(error)) {
    const { message, retryAfterMs } = error;
    const code: DeliveryCode = Object.hasOwn(deliveryCodes, error.code) ? error.code : "unknown";
    return retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs };
  }
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  const thrown = error instanceof Error ? describe(error) : `a ${typeof error}`;
  return {
    code: isTimeout ? "timeout" : "unknown",
    message: `The connector of ${name} threw ${thrown} on ${what}. Connectors throw DeliveryError; fix this one or report it.`,
  };
}

function describe(error: Error): string {
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const place = /\n\s+at (.+)/.exec(error.stack ?? "")?.[1];
  return `${error.name}${code}${place === undefined ? "" : ` at ${place}`}`;
}
