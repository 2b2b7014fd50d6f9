import { DeliveryError } from "@musette/core";
import type { DeliveryCode } from "@musette/core";
import { classify } from "./errors.ts";
import type { Verdict } from "./errors.ts";

/** The requests that this connector makes, and the permission that each needs. */
const permissions = {
  PutObject: "s3:PutObject, and kms:GenerateDataKey where a KMS key encrypts",
  HeadObject: "s3:GetObject on its objects, and s3:ListBucket on the bucket to be told that one is missing",
  CreateMultipartUpload: "s3:PutObject, and kms:GenerateDataKey where a KMS key encrypts",
  AbortMultipartUpload: "s3:AbortMultipartUpload",
  ListObjectsV2: "s3:ListBucket on the bucket",
  DeleteObject: "s3:DeleteObject on its objects",
} as const;

export type Operation = keyof typeof permissions;

/** The error that the caller gets. Without a cause: the SDK puts what was signed and sent into its own. */
export function deliveryError(
  operation: Operation,
  bucket: string,
  error: unknown,
  nowMs?: number,
): DeliveryError {
  if (DeliveryError.is(error)) return error;
  const verdict = classify(error, nowMs);
  const { code, reason, retryAfterMs, requestId } = verdict;
  const message = `${verbs[code]} ${operation} to bucket "${bucket}" (${reason}). ${adviceOf(operation, verdict)}`;
  const context = { operation, bucket, ...(requestId !== undefined && { requestId }) };
  return new DeliveryError(code, message, { context, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}

/** For an answer that lacks what every answer of S3 to such a request has. */
export function notS3(bucket: string): DeliveryError {
  const message = `What answers for bucket "${bucket}" does not speak S3's protocol. Correct endpoint.`;
  return new DeliveryError("not_found", message, { context: { bucket } });
}

const verbs: Readonly<Record<DeliveryCode, string>> = {
  unavailable: "S3 could not do",
  timeout: "S3 did not answer in time to",
  throttled: "S3 asked for a slower pace at",
  conflict: "S3 met a concurrent writer at",
  unauthorized: "S3 refused",
  not_found: "S3 could not place",
  rejected: "S3 refused",
  too_large: "S3 refused",
  unknown: "S3 failed at",
};

function adviceOf(operation: Operation, { code, reason, region }: Verdict): string {
  if (/RequestTimeTooSkewed/.test(reason)) return "Set this machine's clock. It is tried again.";
  if (/QuotaExceeded|StorageFull/.test(reason)) return "Make room in the store. It is tried again.";
  if (/AccessKey|Signature|Token/.test(reason))
    return "Check access_key_id and secret_access_key; they may have expired.";
  if (/KMS/.test(reason)) return "Enable the KMS key, and allow the credentials kms:GenerateDataKey with it.";
  if (region !== undefined && code === "not_found") return `Set region: ${region}, where the bucket is.`;
  if (code === "unauthorized") return `The credentials need ${permissions[operation]}.`;
  return advice[code];
}

const advice: Readonly<Record<Exclude<DeliveryCode, "unauthorized">, string>> = {
  unavailable:
    "Check that the endpoint can be reached from here and its certificate is trusted. It is tried again.",
  timeout: "It is tried again.",
  throttled: "It is tried again, later.",
  conflict: "It is tried again.",
  not_found: "Create the bucket, or correct bucket, region and endpoint.",
  rejected: "Choose a shorter or simpler path, then deliver the event again.",
  too_large: "The object is larger than the store takes.",
  unknown: "It is tried again, a limited number of times; look at the store's log.",
};
