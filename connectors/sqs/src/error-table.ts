import type { DeliveryCode } from "@musette/core";

/**
 * What SQS, STS, KMS, the SDK and Node call an error, without the words before the last `.` or `#`.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html
 */
const names: Readonly<Record<DeliveryCode, readonly string[]>> = {
  unauthorized: [
    "AccessDenied",
    "AccessDeniedException",
    "AuthFailure",
    "CredentialsProviderError",
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSecurity",
    "KmsAccessDenied",
    "KmsDisabled",
    "KmsInvalidKeyUsage",
    "KmsInvalidState",
    "KmsNotFound",
    "KmsOptInRequired",
    "MissingAuthenticationToken",
    "NotAuthorized",
    "OptInRequired",
    "SignatureDoesNotMatch",
    "TokenProviderError",
    "UnauthorizedOperation",
    "UnrecognizedClientException",
  ],
  not_found: ["InvalidAddress", "NonExistentQueue", "QueueDoesNotExist", "QueueDeletedRecently"],
  throttled: [
    "BandwidthLimitExceeded",
    "KmsThrottled",
    "OverLimit",
    "RequestLimitExceeded",
    "RequestThrottled",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
  ],
  timeout: ["ETIMEDOUT", "RequestTimeout", "TimeoutError"],
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
    "InternalError",
    "InternalFailure",
    "InternalServerError",
    // The clocks differ. The SDK has learned by how much from this very answer, so the next call may pass.
    "RequestExpired",
    "RequestTimeTooSkewed",
    "ServiceUnavailable",
  ],
  too_large: ["BatchRequestTooLong", "RequestEntityTooLarge"],
  rejected: [
    "InvalidAttributeValue",
    "InvalidMessageContents",
    "InvalidParameterValue",
    "InvalidParameterCombination",
    "MissingParameter",
    "UnsupportedOperation",
    "ValidationError",
    "ValidationException",
  ],
  conflict: [],
  unknown: [],
};

/** What an error of that name means; undefined when the name is not known. */
export function codeOfName(name: string): DeliveryCode | undefined {
  const plain = name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("#")) + 1);
  const codes = Object.keys(names) as readonly DeliveryCode[];
  return codes.find((code) => names[code].includes(plain) || names[code].includes(`${plain}Exception`));
}
