import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { googleReasons, httpStatuses, nodeCodes } from "./error-codes.ts";

/** What Google Cloud Storage answered. */
export interface GcsAnswer {
  readonly status: number;
  /** Google's word for what went wrong, `conditionNotMet`. */
  readonly reason: string | undefined;
  /** From `Retry-After`. */
  readonly retryAfterMs: number | undefined;
  /** Parsed; undefined where it is no JSON. */
  readonly body: unknown;
}

/** What an answer or an error means. */
interface Verdict {
  readonly code: DeliveryCode;
  /** What came back, in names and numbers: `404 notFound`. Google's own words may repeat what was sent. */
  readonly reason: string;
  readonly retryAfterMs?: number;
}

const certificate = /CERT|SIGNATURE|^ERR_(TLS|SSL)/;

/**
 * What an answer of Google (`GcsAnswer`), or an error of its client, of fetch or of Node means. Knows
 * every one: the rest is `unknown`.
 */
export function classify(failure: unknown): Verdict {
  if (DeliveryError.is(failure)) return { code: failure.code, reason: failure.message };
  const { status, reason, retryAfterMs, code, cause, response } = facts(failure);
  if (!(failure instanceof Error) && typeof status === "number") {
    const known = typeof reason === "string" && Object.hasOwn(googleReasons, reason);
    return {
      code: (known ? googleReasons[reason] : undefined) ?? byStatus(status),
      reason: typeof reason === "string" ? `${status} ${reason}` : String(status),
      ...(typeof retryAfterMs === "number" && { retryAfterMs }),
    };
  }
  // Thrown by the client: it asked for a token, and was refused. A bad key is answered 400.
  const refused = facts(response)["status"];
  if (typeof refused === "number") {
    const meaning = byStatus(refused);
    return { code: meaning === "rejected" ? "unauthorized" : meaning, reason: String(refused) };
  }
  const nodeCode = typeof code === "string" ? code : facts(cause)["code"];
  if (typeof nodeCode === "string") {
    const known = Object.hasOwn(nodeCodes, nodeCode) ? nodeCodes[nodeCode] : undefined;
    return { code: known ?? (certificate.test(nodeCode) ? "unavailable" : "unknown"), reason: nodeCode };
  }
  // Fetch refuses some ports (and says no more than this).
  if (failure instanceof TypeError && failure.message === "fetch failed")
    return { code: "unavailable", reason: failure.message };
  return { code: "unknown", reason: "an error that Musette does not know" };
}

function byStatus(status: number): DeliveryCode {
  const known = httpStatuses[status];
  if (known !== undefined) return known;
  if (status >= 500) return "unavailable";
  return status >= 400 ? "rejected" : "not_found";
}

function facts(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
