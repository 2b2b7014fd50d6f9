import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";

interface Verdict {
  readonly code: DeliveryCode;
  /** What came back, in names and numbers. Firestore's own words may hold names of documents. */
  readonly reason: string;
}

/**
 * @see https://cloud.google.com/firestore/docs/understand-error-codes
 */
const grpcCodes: Readonly<Partial<Record<number, readonly [name: string, code: DeliveryCode]>>> = {
  1: ["CANCELLED", "unavailable"],
  2: ["UNKNOWN", "unknown"],
  3: ["INVALID_ARGUMENT", "rejected"],
  4: ["DEADLINE_EXCEEDED", "timeout"],
  5: ["NOT_FOUND", "not_found"],
  6: ["ALREADY_EXISTS", "conflict"],
  7: ["PERMISSION_DENIED", "unauthorized"],
  8: ["RESOURCE_EXHAUSTED", "throttled"],
  // Of a whole request: a database in Datastore mode, or without the index that is there by default.
  9: ["FAILED_PRECONDITION", "not_found"],
  10: ["ABORTED", "conflict"],
  11: ["OUT_OF_RANGE", "rejected"],
  12: ["UNIMPLEMENTED", "not_found"],
  13: ["INTERNAL", "unavailable"],
  14: ["UNAVAILABLE", "unavailable"],
  15: ["DATA_LOSS", "unavailable"],
  16: ["UNAUTHENTICATED", "unauthorized"],
};

/** Google's authentication library: no token could be had with these credentials. */
const badCredentials =
  /default credentials|invalid_grant|invalid_client|unauthorized_client|DECODER|asn1|PEM|private[_ ]key|client_email|credential/i;
const tooLarge = /maximum entity size|longer than \d+ bytes|exceeds maximum size|larger than max|too large/i;
const wrongFile: ReadonlySet<unknown> = new Set(["ENOENT", "EACCES", "EISDIR", "ENOTDIR"]);

/** What an error of Firestore, its client or Node means. Knows every error: the rest is `unknown`. */
export function classify(error: unknown): Verdict {
  if (DeliveryError.is(error)) return { code: error.code, reason: error.message };
  const { code, message } = facts(error);
  const text = String(message);
  if (typeof code === "number") {
    const [name, found] = grpcCodes[code] ?? ["", "unknown" as const];
    const reason = `gRPC ${code} ${name}`.trim();
    if (found !== "unauthorized" && /metadata from plugin/i.test(text) && badCredentials.test(text))
      return { code: "unauthorized", reason: `${reason}, no token for these credentials` };
    if (tooLarge.test(text) && (found === "rejected" || found === "throttled"))
      return { code: "too_large", reason };
    return { code: found, reason };
  }
  if (wrongFile.has(code)) return { code: "unauthorized", reason: `${String(code)} at credentials_file` };
  if (code === "ETIMEDOUT") return { code: "timeout", reason: code };
  if (typeof code === "string" && /^E[A-Z_]+$/.test(code)) return { code: "unavailable", reason: code };
  if (badCredentials.test(text)) return { code: "unauthorized", reason: "no token for these credentials" };
  return { code: "unknown", reason: "an error that Musette does not know" };
}

/** The error that the caller of the connector gets. Without a cause: the client's may hold the request. */
export function deliveryError(attempted: string, place: string, error: unknown): DeliveryError {
  if (DeliveryError.is(error)) return error;
  const message = describe(attempted, place, error);
  return new DeliveryError(classify(error).code, message, { context: { place } });
}

/** What was attempted, on what, what came back, what to do. */
export function describe(attempted: string, place: string, error: unknown): string {
  const { code, reason } = classify(error);
  return `Could not ${attempted} Firestore ${place} (${reason}). ${advice[code]}`;
}

const advice: Readonly<Record<DeliveryCode, string>> = {
  unavailable: "Check that it can be reached from here; it is tried again.",
  timeout: "It did not answer in time; it is tried again.",
  throttled: "A quota is used up, or writes come faster than it scales; it is tried again.",
  conflict: "Another writer was at the same document; it is tried again.",
  unauthorized:
    "Check credentials_file or credentials, and that the account has the role roles/datastore.user.",
  not_found: "Check project_id and database, and that the database is in Native mode.",
  rejected: "Firestore refuses this document.",
  too_large: "Firestore takes documents of up to 1 MiB; a claim check keeps larger items in an object store.",
  unknown: "It is tried again.",
};

function facts(error: unknown): { readonly code?: unknown; readonly message?: unknown } {
  return typeof error === "object" && error !== null ? error : {};
}
