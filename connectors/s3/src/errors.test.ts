import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { deliveryError } from "./delivery-error.ts";
import { classify } from "./errors.ts";

const nowMs = Date.UTC(2026, 10, 21, 10);
/** As the SDK throws it: the code as its name, and the answer, which it hides, beside it. */
function answered(status: number, name: string, headers: Readonly<Record<string, string>> = {}) {
  const error = Object.assign(new Error(`the store's words about ${name}`), {
    $metadata: { httpStatusCode: status, requestId: "4442587FB7D0A2F9" },
  });
  return Object.defineProperties(error, {
    name: { value: name },
    $response: { value: { statusCode: status, headers } },
  });
}
const withCode = (code: string) => Object.assign(new Error("as Node words it"), { code });
const named = (name: string) =>
  Object.defineProperty(new Error("as the SDK words it"), "name", { value: name });

describe("classify", () => {
  it.each([
    [404, "NoSuchBucket", "not_found"],
    [404, "NotFound", "not_found"],
    [301, "PermanentRedirect", "not_found"],
    [400, "AuthorizationHeaderMalformed", "not_found"],
    [400, "IllegalLocationConstraintException", "not_found"],
    [400, "InvalidBucketName", "not_found"],
    [405, "MethodNotAllowed", "not_found"],
    [403, "AccessDenied", "unauthorized"],
    [403, "InvalidAccessKeyId", "unauthorized"],
    [403, "SignatureDoesNotMatch", "unauthorized"],
    [400, "ExpiredToken", "unauthorized"],
    [400, "InvalidToken", "unauthorized"],
    [403, "Unknown", "unauthorized"],
    [401, "Unauthorized", "unauthorized"],
    [400, "KMS.DisabledException", "unauthorized"],
    [400, "KMS.NotFoundException", "unauthorized"],
    [503, "SlowDown", "throttled"],
    [503, "ServiceUnavailable", "throttled"],
    [503, "UnknownError", "throttled"],
    [429, "TooManyRequests", "throttled"],
    [400, "RequestLimitExceeded", "throttled"],
    [400, "EntityTooLarge", "too_large"],
    [413, "UnknownError", "too_large"],
    [400, "KeyTooLongError", "rejected"],
    [400, "InvalidObjectName", "rejected"],
    [400, "InvalidArgument", "rejected"],
    [400, "MetadataTooLarge", "rejected"],
    [409, "ConditionalRequestConflict", "conflict"],
    [409, "OperationAborted", "conflict"],
    [412, "PreconditionFailed", "conflict"],
    [400, "RequestTimeout", "timeout"],
    [504, "UnknownError", "timeout"],
    [500, "InternalError", "unavailable"],
    [502, "SyntaxError", "unavailable"],
    [307, "TemporaryRedirect", "unavailable"],
    [400, "BadDigest", "unavailable"],
    [403, "RequestTimeTooSkewed", "unavailable"],
    [403, "QuotaExceeded", "unavailable"],
    [400, "SomethingNew", "unknown"],
    [501, "NotImplemented", "unknown"],
    [200, "constructor", "unknown"],
  ])("takes %i %s as %s", (status, name, code) => {
    expect(classify(answered(status, name))).toMatchObject({ code });
  });

  it.each([
    ["ECONNREFUSED", "unavailable"],
    ["ECONNRESET", "unavailable"],
    ["ENOTFOUND", "unavailable"],
    ["EAI_AGAIN", "unavailable"],
    ["EPIPE", "unavailable"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "unavailable"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unavailable"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "unavailable"],
    ["ETIMEDOUT", "timeout"],
    ["ESOMETHING", "unknown"],
    ["toString", "unknown"],
  ])("takes Node's %s as %s", (code, expected) => {
    expect(classify(withCode(code))).toEqual({ code: expected, reason: code });
  });

  it.each([
    ["CredentialsProviderError", "unauthorized"],
    ["TimeoutError", "timeout"],
    ["SomethingNew", "unknown"],
  ])("takes the SDK's %s as %s", (name, code) => {
    expect(classify(named(name)).code).toBe(code);
  });

  it("looks into the attempts on several addresses", () => {
    const error = new AggregateError([withCode("ECONNREFUSED"), withCode("ENETUNREACH")]);
    expect(classify(error).code).toBe("unavailable");
  });

  it.each([undefined, null, "text", 7, {}, new Error("no code"), new AggregateError([])])(
    "has an answer for %s",
    (thrown) => expect(classify(thrown).code).toBe("unknown"),
  );

  it.each([
    ["120", 120_000],
    [new Date(nowMs + 45_000).toUTCString(), 45_000],
    [new Date(nowMs - 45_000).toUTCString(), 0],
    ["soon", undefined],
  ])("reads Retry-After: %s", (value, retryAfterMs) => {
    expect(classify(answered(503, "SlowDown", { "retry-after": value }), nowMs).retryAfterMs).toBe(
      retryAfterMs,
    );
  });
});

describe("deliveryError", () => {
  it.each([
    [
      "PutObject",
      answered(403, "AccessDenied"),
      'S3 refused PutObject to bucket "health" (403 AccessDenied). The credentials need s3:PutObject, and kms:GenerateDataKey where a KMS key encrypts.',
    ],
    ["HeadObject", answered(403, "Unknown"), "(403). The credentials need s3:GetObject on its objects"],
    ["PutObject", answered(403, "SignatureDoesNotMatch"), "Check access_key_id and secret_access_key"],
    ["AbortMultipartUpload", answered(403, "AccessDenied"), "The credentials need s3:AbortMultipartUpload."],
    [
      "PutObject",
      answered(404, "NoSuchBucket"),
      "Create the bucket, or correct bucket, region and endpoint.",
    ],
    [
      "HeadObject",
      answered(301, "UnknownError", { "x-amz-bucket-region": "eu-west-1" }),
      "Set region: eu-west-1, where the bucket is.",
    ],
    [
      "PutObject",
      Object.assign(answered(400, "AuthorizationHeaderMalformed"), { Region: "eu-west-3" }),
      "Set region: eu-west-3, where the bucket is.",
    ],
    [
      "PutObject",
      new Error("Region is missing"),
      "(no region is set). Create the bucket, or correct bucket, region",
    ],
    ["PutObject", answered(400, "KMS.DisabledException"), "kms:GenerateDataKey"],
    ["PutObject", answered(403, "RequestTimeTooSkewed"), "Set this machine's clock."],
    [
      "PutObject",
      withCode("ECONNREFUSED"),
      "(ECONNREFUSED). Check that the endpoint can be reached from here",
    ],
  ] as const)("says of %s what came back and what to do (%#)", (operation, error, words) => {
    expect(deliveryError(operation, "health", error).message).toContain(words);
  });

  it("keeps the id that Amazon's support asks for, and none of the SDK's error", () => {
    const error = deliveryError("PutObject", "health", answered(503, "SlowDown", { "retry-after": "2" }));
    expect(error).toMatchObject({
      code: "throttled",
      retryAfterMs: 2_000,
      context: { operation: "PutObject", bucket: "health", requestId: "4442587FB7D0A2F9" },
    });
    expect(error.cause).toBeUndefined();
    expect(error.message).not.toContain("the store's words");
  });

  it("leaves what is classified already as it is", () => {
    const error = new DeliveryError("unauthorized", "refused");
    expect(deliveryError("PutObject", "health", error)).toBe(error);
  });
});
