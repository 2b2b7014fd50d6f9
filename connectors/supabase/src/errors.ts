import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { postgrestCodes, sqlStates, statuses, storageCodes, timeouts } from "./error-tables.ts";
import { retryAfterMs } from "./retry-after.ts";

/** What a request came to that was not done. */
export interface Refusal {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** SQLSTATE, a code of PostgREST, of the storage service or of Node; empty when there is none. */
  readonly code: string;
  /** What of the database is at fault, by name: `constraint positive`. */
  readonly at?: string;
  /** The header `Retry-After`. */
  readonly retryAfter?: string | null;
}

/** Their first two characters tell them from Node's five-letter codes, such as EPERM. */
const sqlState = /^(\d[\dA-Z]|F0|HV|P0|XX)[\dA-Z]{3}$/;

/** What a refusal means. Knows every one: the rest is `unknown`. */
export function classify({ status, code }: Refusal): DeliveryCode {
  if (sqlState.test(code)) return byBeginning(sqlStates, code) ?? "unknown";
  if (code.startsWith("PGRST")) return byBeginning(postgrestCodes, code) ?? byStatus(status);
  if (Object.hasOwn(storageCodes, code)) return storageCodes[code] ?? "unknown";
  if (/^\d{3}$/.test(code)) return byStatus(Number(code));
  if (status !== 0) return byStatus(status);
  if (code === "") return "unknown";
  return timeouts.has(code) ? "timeout" : "unavailable";
}

/** True when PostgreSQL refused a row, so that other rows may well be taken. */
export function isRowError(error: unknown): boolean {
  if (!DeliveryError.is(error)) return false;
  const { code, context } = error;
  return (code === "rejected" || code === "too_large") && sqlState.test(String(context["code"]));
}

/** The error that the caller of the connector gets. Without a cause: the database's words may hold values of a row. */
export function deliveryError(origin: string, attempted: string, refusal: Refusal): DeliveryError {
  const delayMs = retryAfterMs(refusal.retryAfter, Date.now());
  return new DeliveryError(classify(refusal), describe(origin, attempted, refusal), {
    context: { origin, status: refusal.status, code: refusal.code },
    ...(delayMs !== undefined && { retryAfterMs: delayMs }),
  });
}

/** What was attempted, on what, what came back, what to do. */
export function describe(origin: string, attempted: string, refusal: Refusal): string {
  const status = refusal.status === 0 ? "no answer" : `HTTP ${refusal.status}`;
  const code = /^\d{3}$/.test(refusal.code) ? `statusCode ${refusal.code}` : refusal.code;
  const reason = [status, code, refusal.at ?? ""].filter((part) => part !== "").join(", ");
  return `Supabase at ${origin} did not ${attempted} (${reason}). ${advice[classify(refusal)]}`;
}

const advice: Readonly<Record<DeliveryCode, string>> = {
  unavailable:
    "Check that the project is not paused, has room and can be reached from here; it is tried again.",
  timeout: "It took too long; it is tried again.",
  throttled: "The project asks for a slower pace; it is tried again.",
  conflict: "Another writer was at the same rows or object; it is tried again.",
  unauthorized:
    "service_key must be a secret key (sb_secret_…) or the service_role key of this project; run connectors/supabase/schema.sql again if it is.",
  not_found:
    "Run connectors/supabase/schema.sql (for on_user_delete also on-user-delete.sql) in the project's SQL editor, expose the schema, make the bucket, or correct url, schema and bucket.",
  rejected:
    "A constraint or trigger of the table, or a rule of the bucket, refuses it; change that, then deliver the event again.",
  too_large:
    "It is larger than the project or the bucket takes; raise that limit, then deliver the event again.",
  unknown: "Look at the project's logs.",
};

function byBeginning(table: Readonly<Record<string, DeliveryCode>>, code: string): DeliveryCode | undefined {
  for (let length = code.length; length > 1; length -= 1) {
    const found = table[code.slice(0, length)];
    if (found !== undefined) return found;
  }
  return undefined;
}

function byStatus(status: number): DeliveryCode {
  const known = statuses[status];
  if (known !== undefined) return known;
  if (status >= 500) return "unavailable";
  // Something answered that is not what was asked for: another server, or a page.
  return status >= 200 && status < 400 ? "not_found" : "unknown";
}
