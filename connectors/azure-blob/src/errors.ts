import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { azureCodes, httpStatuses, identityErrors, nodeCodes } from "./error-codes.ts";

/** What an error means. */
interface Verdict {
  readonly code: DeliveryCode;
  /** What came back, in names and numbers: `404 ContainerNotFound`. Azure's own words may repeat what was sent. */
  readonly reason: string;
  readonly retryAfterMs?: number;
}

/** What the reason begins with when no token was to be had. */
export const signingIn = "signing in";

const certificate = /CERT|SIGNATURE|^ERR_(TLS|SSL)/;

/** What an error of Azure, its client or Node means. Knows every error: the rest is `unknown`. */
export function classify(error: unknown): Verdict {
  if (DeliveryError.is(error)) return { code: error.code, reason: error.message };
  const { name, statusCode, code } = facts(error);
  if (typeof name === "string" && identityErrors.has(name)) return signInVerdict(name, statusCode);
  if (typeof statusCode === "number") {
    const azureCode = azureCodeOf(error);
    const reason = azureCode === undefined ? String(statusCode) : `${statusCode} ${azureCode}`;
    return { code: byAzureCode(azureCode) ?? byStatus(statusCode), reason, ...waitOf(error) };
  }
  if (typeof code === "string") {
    const known = Object.hasOwn(nodeCodes, code) ? nodeCodes[code] : undefined;
    return { code: known ?? (certificate.test(code) ? "unavailable" : "unknown"), reason: code };
  }
  return { code: "unknown", reason: "an error that Musette does not know" };
}

/** Azure's word for what went wrong, `BlobAlreadyExists`. Answers to HEAD have it in a header only. */
export function azureCodeOf(error: unknown): string | undefined {
  const { code, details, statusCode } = facts(error);
  const { errorCode } = facts(details);
  if (typeof errorCode === "string") return errorCode;
  return typeof code === "string" && typeof statusCode === "number" ? code : undefined;
}

/** No identity here, or Entra ID said no. When Entra ID itself is out of order, that passes. */
function signInVerdict(name: string, statusCode: unknown): Verdict {
  const status = typeof statusCode === "number" ? statusCode : 401;
  const passes = status === 429 || status >= 500;
  return { code: passes ? byStatus(status) : "unauthorized", reason: `${signingIn}: ${name}` };
}

function byAzureCode(code: string | undefined): DeliveryCode | undefined {
  return code !== undefined && Object.hasOwn(azureCodes, code) ? azureCodes[code] : undefined;
}

function byStatus(status: number): DeliveryCode {
  const known = httpStatuses[status];
  if (known !== undefined) return known;
  if (status >= 500) return "unavailable";
  return status >= 400 ? "rejected" : "not_found";
}

/** From `Retry-After`, which Azure gives in seconds. */
function waitOf(error: unknown): { readonly retryAfterMs?: number } {
  const { headers } = facts(facts(error)["response"]);
  const get = facts(headers)["get"];
  const value: unknown = typeof get === "function" ? get.call(headers, "retry-after") : undefined;
  const seconds = typeof value === "string" && value !== "" ? Number(value) : Number.NaN;
  return seconds >= 0 ? { retryAfterMs: seconds * 1000 } : {};
}

function facts(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
