import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { httpStatuses, nodeCodes, s3Codes } from "./error-codes.ts";

/** What an error means. */
export interface Verdict {
  readonly code: DeliveryCode;
  /** What came back, in names and numbers: `403 AccessDenied`. The store's own words may repeat what was sent. */
  readonly reason: string;
  readonly retryAfterMs?: number;
  /** The region that the bucket is in, when the store says that the request went to another. */
  readonly region?: string;
  /** What Amazon's support asks for. */
  readonly requestId?: string;
}

const certificate = /CERT|SELF_SIGNED|LEAF_SIGNATURE|^ERR_(TLS|SSL)/;

/** What an error of the store, the SDK or Node means. Knows every error: the rest is `unknown`. */
export function classify(error: unknown, nowMs = Date.now()): Verdict {
  if (DeliveryError.is(error)) return { code: error.code, reason: error.message };
  const { name, code, message, errors, $metadata, $response, Region } = facts(error);
  if (Array.isArray(errors) && typeof code !== "string") return classify(errors[0], nowMs);
  const { httpStatusCode, requestId } = facts($metadata);
  const status = asStatus(httpStatusCode) ?? asStatus(facts($response).statusCode);
  if (status !== undefined) {
    const known = isName(name) && Object.hasOwn(s3Codes, name) ? s3Codes[name] : undefined;
    const headers = facts(facts($response).headers);
    const region = [Region, headers["x-amz-bucket-region"]].find(isName);
    const retryAfterMs = waitOf(headers["retry-after"], nowMs);
    return {
      code: known ?? httpStatuses[status] ?? "unknown",
      reason: isName(name) && !vague.has(name) ? `${status} ${name}` : String(status),
      ...(region !== undefined && { region }),
      ...(isName(requestId) && { requestId }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
  if (message === "Region is missing") return { code: "not_found", reason: "no region is set" };
  if (isName(code)) {
    const known = Object.hasOwn(nodeCodes, code) ? nodeCodes[code] : undefined;
    return { code: known ?? (certificate.test(code) ? "unavailable" : "unknown"), reason: code };
  }
  if (isName(name) && Object.hasOwn(s3Codes, name)) return { code: s3Codes[name] ?? "unknown", reason: name };
  return { code: "unknown", reason: "an error that Musette does not know" };
}

/** The error's own facts, whatever it is. */
export function facts(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

/** Names that the SDK gives where the answer had none. */
const vague: ReadonlySet<string> = new Set(["Error", "Unknown", "UnknownError", "SyntaxError", "TypeError"]);

function asStatus(value: unknown): number | undefined {
  return typeof value === "number" && value >= 100 ? value : undefined;
}

/** Codes and the like, but nothing that could hold more than a name. */
function isName(value: unknown): value is string {
  return typeof value === "string" && /^[\w.-]{1,80}$/.test(value);
}

/** `Retry-After` in seconds or as a date. */
function waitOf(value: unknown, nowMs: number): number | undefined {
  if (typeof value !== "string") return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
