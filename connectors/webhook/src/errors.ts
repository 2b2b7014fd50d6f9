import { DeliveryError } from "@musette/core";

/** Codes of node and undici for "no answer in time". */
const timeouts: ReadonlySet<string> = new Set([
  "ETIMEDOUT",
  "UND_ERR_BODY_TIMEOUT",
  "UND_ERR_CONNECT_TIMEOUT",
  "UND_ERR_HEADERS_TIMEOUT",
]);
/** Codes of node, undici, c-ares and OpenSSL for a connection that could not be made or broke. */
const unreachable = /^(E(AI_|CONN|HOST|NET|NOTFOUND|PIPE|PROTO)|UND_ERR_(SOCKET|CLOSED|DESTROYED|INFO)|HPE_)/;
const certificate = /CERT|SIGNATURE|^ERR_(TLS|SSL)/;

/** Why there was no answer, as an error that says what was attempted and what to do. */
export function classifyFailure(origin: string, error: unknown): DeliveryError {
  if (DeliveryError.is(error)) return error;
  const code = codeOf(error);
  const context = { origin, code };
  const attempt = `POST to ${origin}`;
  if (timeouts.has(code)) {
    return new DeliveryError("timeout", `${attempt} got no answer in time (${code}).`, {
      cause: error,
      context,
    });
  }
  if (certificate.test(code)) {
    const advice = "Give the receiver a certificate for this name from a known authority.";
    const message = `${attempt} failed: its TLS certificate was not accepted (${code}). ${advice}`;
    return new DeliveryError("unavailable", message, { cause: error, context });
  }
  if (unreachable.test(code)) {
    const message = `${attempt} failed: no connection (${code}). Check that the receiver runs and can be reached.`;
    return new DeliveryError("unavailable", message, { cause: error, context });
  }
  return new DeliveryError("unknown", `${attempt} failed (${code}).`, { cause: error, context });
}

/** The `code` of an error, or of the first one where several addresses were tried. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError && !("code" in error)) return codeOf(error.errors[0]);
  if (typeof error === "object" && error !== null && "code" in error) return String(error.code);
  return "no code";
}
