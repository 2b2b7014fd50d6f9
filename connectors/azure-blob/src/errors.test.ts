import { RestError } from "@azure/storage-blob";
import { DeliveryError } from "@musette/core";
import { describe, expect, test } from "vitest";
import { deliveryError } from "./delivery-error.ts";
import { azureCodeOf, classify } from "./errors.ts";

function answered(statusCode: number, code?: string): RestError {
  return new RestError("as Azure words it", { statusCode, ...(code !== undefined && { code }) });
}
function named(name: string, more: object = {}) {
  return Object.assign(new Error("as the library words it"), { name, ...more });
}
function failed(code: string) {
  return new RestError("as Node words it", { code });
}

describe("classify", () => {
  test.each([
    [answered(400, "InvalidMetadata"), "rejected"],
    [answered(400, "InvalidAuthenticationInfo"), "unauthorized"],
    [answered(400, "InvalidResourceName"), "not_found"],
    [answered(400, "MetadataTooLarge"), "rejected"],
    [answered(401, "NoAuthenticationInformation"), "unauthorized"],
    [answered(403, "AuthenticationFailed"), "unauthorized"],
    [answered(403, "AuthorizationFailure"), "unauthorized"],
    [answered(403, "AuthorizationPermissionMismatch"), "unauthorized"],
    [answered(403, "InsufficientAccountPermissions"), "unauthorized"],
    [answered(403, "AccountIsDisabled"), "unauthorized"],
    [answered(403), "unauthorized"],
    [answered(404, "ContainerNotFound"), "not_found"],
    [answered(404), "not_found"],
    [answered(408), "timeout"],
    [answered(409, "BlobAlreadyExists"), "conflict"],
    [answered(409, "BlobImmutableDueToPolicy"), "rejected"],
    [answered(409, "ContainerBeingDeleted"), "not_found"],
    [answered(409, "SomethingNew"), "conflict"],
    [answered(412, "LeaseIdMissing"), "conflict"],
    [answered(412, "ConditionNotMet"), "conflict"],
    [answered(413, "RequestBodyTooLarge"), "too_large"],
    [answered(429), "throttled"],
    [answered(500, "InternalError"), "unavailable"],
    [answered(500, "OperationTimedOut"), "timeout"],
    [answered(503, "ServerBusy"), "throttled"],
    [answered(503), "unavailable"],
    [answered(504), "timeout"],
    [answered(301), "not_found"],
    [answered(400, "constructor"), "rejected"],
    [failed("ECONNREFUSED"), "unavailable"],
    [failed("ENOTFOUND"), "unavailable"],
    [failed("REQUEST_SEND_ERROR"), "unavailable"],
    [failed("ETIMEDOUT"), "timeout"],
    [failed("DEPTH_ZERO_SELF_SIGNED_CERT"), "unavailable"],
    [failed("SOMETHING_NEW"), "unknown"],
    [named("CredentialUnavailableError"), "unauthorized"],
    [named("AggregateAuthenticationError"), "unauthorized"],
    [named("AuthenticationError", { statusCode: 400 }), "unauthorized"],
    [named("AuthenticationError", { statusCode: 503 }), "unavailable"],
    [named("AuthenticationError", { statusCode: 429 }), "throttled"],
    [new DeliveryError("conflict", "already told"), "conflict"],
    [new Error("no code"), "unknown"],
    ["thrown text", "unknown"],
    [null, "unknown"],
    [undefined, "unknown"],
  ] as const)("%o is %s", (error, code) => {
    expect(classify(error).code).toBe(code);
  });

  test("passes on how long Azure asks to wait", () => {
    const headers = new Headers({ "retry-after": "7" });
    const busy = Object.assign(answered(503, "ServerBusy"), { response: { headers } });
    expect(classify(busy).retryAfterMs).toBe(7_000);
    expect(deliveryError("Put Blob", "health", busy).retryAfterMs).toBe(7_000);
    const date = { response: { headers: new Headers({ "retry-after": "Fri, 20 Nov 2026 10:00:00 GMT" }) } };
    expect(classify(Object.assign(answered(503), date)).retryAfterMs).toBeUndefined();
  });
});

test("the code of an answer to HEAD is taken from its header", () => {
  expect(azureCodeOf(Object.assign(answered(404), { details: { errorCode: "BlobNotFound" } }))).toBe(
    "BlobNotFound",
  );
  expect(azureCodeOf(failed("ECONNRESET"))).toBeUndefined();
});

test("the message says what was attempted, on what, what came back and what to do, and not Azure's words", () => {
  const missing = deliveryError("Put Blob", "health", answered(404, "ContainerNotFound"));
  expect(missing.message).toBe(
    'Azure could not place Put Blob to container "health" (404 ContainerNotFound). Create the container, or correct container and the account\'s address.',
  );
  expect(missing.cause).toBeUndefined();
  const refused = deliveryError(
    "Get Blob Properties",
    "health",
    answered(403, "AuthorizationPermissionMismatch"),
  );
  expect(refused.message).toContain(
    "allowed to read blobs (role Storage Blob Data Contributor, or r in a SAS)",
  );
});
