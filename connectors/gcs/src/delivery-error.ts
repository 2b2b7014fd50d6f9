import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { classify } from "./errors.ts";

/** What this connector does, and the permission that each needs on the bucket. */
const permissions = {
  "objects.insert": "storage.objects.create, and storage.objects.delete to replace an object",
  "objects.get": "storage.objects.get",
  "objects.list": "storage.objects.list",
  "objects.delete": "storage.objects.delete",
  "buckets.testIamPermissions": "none",
  "signing in": "a service account that exists",
} as const;

export type Operation = keyof typeof permissions;

/** The error that the caller gets. Without a cause: the client puts its request, and so the token, into its own. */
export function deliveryError(operation: Operation, bucket: string, failure: unknown): DeliveryError {
  if (DeliveryError.is(failure)) return failure;
  const verdict = classify(failure);
  // A key that cannot be read or used makes all sorts of errors in the libraries.
  const isUnusableKey = operation === "signing in" && verdict.code === "unknown";
  const code = isUnusableKey ? "unauthorized" : verdict.code;
  const need =
    operation === "signing in"
      ? "Check credentials, credentials_file or the application default credentials."
      : `The credentials must be valid and need ${permissions[operation]} (role Storage Object User).`;
  const message = `${verbs[code]} ${operation} for bucket "${bucket}" (${verdict.reason}). ${code === "unauthorized" ? need : advice[code]}`;
  const { retryAfterMs } = verdict;
  const context = { operation, bucket };
  return new DeliveryError(code, message, { context, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}

/** For an answer that lacks what every answer of Google to such a request has. */
export function notGcs(bucket: string): DeliveryError {
  const message = `What answers for bucket "${bucket}" is not Google Cloud Storage. Correct endpoint.`;
  return new DeliveryError("not_found", message, { context: { bucket } });
}

const verbs: Readonly<Record<DeliveryCode, string>> = {
  unavailable: "Google Cloud Storage could not do",
  timeout: "Google Cloud Storage did not answer in time to",
  throttled: "Google Cloud Storage asked for a slower pace at",
  conflict: "Google Cloud Storage met another writer at",
  unauthorized: "Google Cloud Storage refused",
  not_found: "Google Cloud Storage could not place",
  rejected: "Google Cloud Storage refused",
  too_large: "Google Cloud Storage refused",
  unknown: "Google Cloud Storage failed at",
};

const advice: Readonly<Record<Exclude<DeliveryCode, "unauthorized">, string>> = {
  unavailable: "Check that Google, or the endpoint, can be reached from here. It is tried again.",
  timeout: "It is tried again.",
  throttled: "It is tried again, later.",
  conflict: "It is tried again.",
  not_found: "Create the bucket, or correct bucket and endpoint.",
  rejected:
    "Look for this reason in Google's documentation; a hold or a retention policy on the object may be it.",
  too_large: "The object is larger than Google takes.",
  unknown: "It is tried again, a limited number of times.",
};
