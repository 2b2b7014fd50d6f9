import type { DeliveryCode } from "@musette/core";

type Table = Readonly<Record<string, DeliveryCode>>;

function table(rows: Partial<Readonly<Record<DeliveryCode, readonly string[]>>>): Table {
  const entries = Object.entries(rows) as [DeliveryCode, readonly string[]][];
  return Object.fromEntries(entries.flatMap(([code, names]) => names.map((name) => [name, code])));
}

/**
 * S3's error codes (the `Code` of the XML body, the SDK's `name`), those of Ceph and MinIO where they differ.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
export const s3Codes: Table = table({
  not_found: [
    "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException",
    "InvalidBucketName",
    "NoSuchAccessPoint",
    "NoSuchBucket",
    "PermanentRedirect",
  ],
  unauthorized: [
    "AccessDenied",
    "AccountProblem",
    "AllAccessDisabled",
    "CredentialsProviderError",
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidAccessKeyId",
    "InvalidSecurity",
    "InvalidToken",
    "KMS.DisabledException",
    "KMS.KMSInvalidStateException",
    "KMS.NotFoundException",
    "KMSAccessDenied",
    "NotSignedUp",
    "SignatureDoesNotMatch",
    "TokenProviderError",
    "TokenRefreshRequired",
  ],
  throttled: [
    "BandwidthLimitExceeded",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "SlowDown",
    "SlowDownRead",
    "SlowDownWrite",
    "ThrottledException",
    "Throttling",
    "ThrottlingException",
    "TooManyRequests",
    "TooManyRequestsException",
  ],
  // The SDK says AbortError of its own signals too; delivery's is looked at before.
  timeout: ["AbortError", "RequestTimeout", "TimeoutError"],
  unavailable: [
    "BadDigest",
    "IncompleteBody",
    "InternalError",
    "InvalidDigest",
    "QuotaExceeded",
    // The SDK has set its clock by this answer.
    "RequestTimeTooSkewed",
    "TemporaryRedirect",
    "XAmzContentSHA256Mismatch",
    "XMinioStorageFull",
  ],
  conflict: ["ConditionalRequestConflict", "OperationAborted", "PreconditionFailed"],
  too_large: ["EntityTooLarge", "MaxMessageLengthExceeded"],
  rejected: [
    "InvalidArgument",
    "InvalidObjectName",
    "InvalidURI",
    "KeyTooLongError",
    "MetadataTooLarge",
    "XMinioInvalidObjectName",
  ],
});

/** By HTTP status, where the code is not known or, as in the answer to HEAD, there is none. */
export const httpStatuses: Table = table({
  not_found: ["301", "404", "405", "410"],
  unauthorized: ["401", "403"],
  throttled: ["429", "503"],
  timeout: ["408", "504"],
  unavailable: ["307", "500", "502", "507"],
  conflict: ["409", "412"],
  too_large: ["413"],
});

/** Codes of Node for a connection that could not be made, or broke. */
export const nodeCodes: Table = table({
  timeout: ["ETIMEDOUT", "ESOCKETTIMEDOUT"],
  unavailable: [
    "ECONNABORTED",
    "ECONNREFUSED",
    "ECONNRESET",
    "EAI_AGAIN",
    "EHOSTDOWN",
    "EHOSTUNREACH",
    "ENETDOWN",
    "ENETUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "EPROTO",
  ],
});
