import { DeliveryError } from "@musette/core";
import { describe, expect, test } from "vitest";
import { deliveryError } from "./delivery-error.ts";
import { classify } from "./errors.ts";
import type { GcsAnswer } from "./errors.ts";

function answered(status: number, reason?: string, retryAfterMs?: number): GcsAnswer {
  return { status, reason, retryAfterMs, body: undefined };
}
/** As the client has it when Google refuses a token. */
function tokenRefused(status: number) {
  return Object.assign(new Error("invalid_grant"), { name: "GaxiosError", response: { status } });
}
/** As fetch has it. */
function notReached(code: string) {
  return new TypeError("fetch failed", { cause: Object.assign(new Error("as Node words it"), { code }) });
}

describe("classify", () => {
  test.each([
    [answered(301), "not_found"],
    [answered(400, "invalid"), "rejected"],
    [answered(400, "constructor"), "rejected"],
    [answered(400, "userProjectMissing"), "unauthorized"],
    [answered(401, "authError"), "unauthorized"],
    [answered(401, "required"), "unauthorized"],
    [answered(403, "forbidden"), "unauthorized"],
    [answered(403, "accountDisabled"), "unauthorized"],
    [answered(403, "rateLimitExceeded"), "throttled"],
    [answered(403, "objectUnderActiveHold"), "rejected"],
    [answered(403, "retentionPolicyNotMet"), "rejected"],
    [answered(403), "unauthorized"],
    [answered(404, "notFound"), "not_found"],
    [answered(408), "timeout"],
    [answered(409, "conflict"), "conflict"],
    [answered(411), "rejected"],
    [answered(412, "conditionNotMet"), "conflict"],
    [answered(413, "uploadTooLarge"), "too_large"],
    [answered(413), "too_large"],
    [answered(429, "rateLimitExceeded"), "throttled"],
    [answered(429), "throttled"],
    [answered(500, "backendError"), "unavailable"],
    [answered(502), "unavailable"],
    [answered(503, "backendError"), "unavailable"],
    [answered(504), "timeout"],
    [tokenRefused(400), "unauthorized"],
    [tokenRefused(401), "unauthorized"],
    [tokenRefused(429), "throttled"],
    [tokenRefused(503), "unavailable"],
    [notReached("ECONNREFUSED"), "unavailable"],
    [notReached("ENOTFOUND"), "unavailable"],
    [notReached("UND_ERR_SOCKET"), "unavailable"],
    [notReached("UND_ERR_HEADERS_TIMEOUT"), "timeout"],
    [notReached("CERT_HAS_EXPIRED"), "unavailable"],
    [notReached("SOMETHING_NEW"), "unknown"],
    [Object.assign(new Error("as the client words it"), { code: "ECONNRESET" }), "unavailable"],
    [new DeliveryError("conflict", "already told"), "conflict"],
    [new TypeError("fetch failed", { cause: new Error("bad port") }), "unavailable"],
    [new Error("no code"), "unknown"],
    ["thrown text", "unknown"],
    [null, "unknown"],
    [undefined, "unknown"],
  ] as const)("%o is %s", (failure, code) => {
    expect(classify(failure).code).toBe(code);
  });

  test("passes on how long Google asks to wait", () => {
    expect(
      deliveryError("objects.insert", "health", answered(429, "rateLimitExceeded", 7_000)).retryAfterMs,
    ).toBe(7_000);
    expect(deliveryError("objects.insert", "health", answered(429)).retryAfterMs).toBeUndefined();
  });
});

test("a key that cannot be used is a matter of credentials, whatever the library throws", () => {
  expect(deliveryError("signing in", "health", new TypeError("Invalid PEM")).code).toBe("unauthorized");
  expect(deliveryError("signing in", "health", notReached("ENOTFOUND")).code).toBe("unavailable");
});

test("the message says what was attempted, on what, what came back and what to do, and not Google's words", () => {
  const missing = deliveryError("objects.insert", "health", answered(404, "notFound"));
  expect(missing.message).toBe(
    'Google Cloud Storage could not place objects.insert for bucket "health" (404 notFound). Create the bucket, or correct bucket and endpoint.',
  );
  expect(missing.cause).toBeUndefined();
  const refused = deliveryError("objects.get", "health", answered(403, "forbidden"));
  expect(refused.message).toContain("need storage.objects.get (role Storage Object User)");
});
