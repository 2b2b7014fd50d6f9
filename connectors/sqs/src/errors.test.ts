import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { classify, classifyEntry, deliveryError, describe as words } from "./errors.ts";

const queueUrl = "https://sqs.eu-west-1.amazonaws.com/123456789012/events";
const named = (name: string, httpStatusCode: number) =>
  Object.assign(new Error("as AWS words it"), { name, $metadata: { httpStatusCode } });
const withCode = (code: string) => Object.assign(new Error("as Node words it"), { code });

describe("classify", () => {
  it.each([
    ["AccessDeniedException", 403, "unauthorized"],
    ["InvalidClientTokenId", 403, "unauthorized"],
    ["InvalidSecurity", 403, "unauthorized"],
    ["ExpiredToken", 403, "unauthorized"],
    ["KmsDisabled", 400, "unauthorized"],
    ["QueueDoesNotExist", 400, "not_found"],
    ["AWS.SimpleQueueService.NonExistentQueue", 400, "not_found"],
    ["InvalidAddress", 404, "not_found"],
    ["RequestThrottled", 403, "throttled"],
    ["ThrottlingException", 400, "throttled"],
    ["OverLimit", 403, "throttled"],
    ["BatchRequestTooLong", 400, "too_large"],
    ["InvalidMessageContents", 400, "rejected"],
    ["UnsupportedOperation", 400, "rejected"],
    ["RequestTimeTooSkewed", 403, "unavailable"],
    ["InternalFailure", 500, "unavailable"],
    ["SomethingNew", 500, "unavailable"],
    ["SomethingNew", 403, "unauthorized"],
    ["SomethingNew", 404, "not_found"],
    ["SomethingNew", 429, "throttled"],
    ["SomethingNew", 413, "too_large"],
    ["SomethingNew", 504, "timeout"],
    ["SomethingNew", 400, "unknown"],
  ])("takes %s (%i) as %s", (name, status, code) => {
    expect(classify(named(name, status))).toMatchObject({ code, reason: `${status} ${name}` });
  });

  it.each([
    ["ECONNREFUSED", "unavailable"],
    ["ECONNRESET", "unavailable"],
    ["ENOTFOUND", "unavailable"],
    ["EAI_AGAIN", "unavailable"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "unavailable"],
    ["ETIMEDOUT", "timeout"],
    ["SOMETHING_NEW", "unknown"],
  ])("takes %s as %s", (name, code) => {
    expect(classify(withCode(name))).toEqual({ code, reason: name });
    expect(classify(new AggregateError([withCode(name)]))).toEqual({ code, reason: name });
  });

  it("knows credentials that are not there, and a deadline", () => {
    const of = (name: string) => Object.assign(new Error("as the SDK words it"), { name });
    expect(classify(of("CredentialsProviderError")).code).toBe("unauthorized");
    expect(classify(of("TimeoutError")).code).toBe("timeout");
  });

  it("passes on how long it was asked to wait", () => {
    const error = Object.assign(named("RequestThrottled", 429), {
      $response: { headers: { "retry-after": "3" } },
    });
    expect(deliveryError("SendMessageBatch", queueUrl, error)).toMatchObject({ retryAfterMs: 3_000 });
  });

  it.each([undefined, null, "text", 7, {}, new Error("no code"), new AggregateError([])])(
    "has an answer for %s",
    (thrown) => expect(classify(thrown).code).toBe("unknown"),
  );

  it("leaves what is classified already as it is", () => {
    const error = new DeliveryError("unauthorized", "refused");
    expect(deliveryError("SendMessageBatch", queueUrl, error)).toBe(error);
  });
});

describe("classifyEntry", () => {
  it.each([
    [{ Code: "InvalidMessageContents", SenderFault: true }, "rejected"],
    [{ Code: "SomethingNew", SenderFault: true }, "rejected"],
    [{ Code: "SomethingNew", SenderFault: false }, "unavailable"],
    [{ Code: "RequestThrottled", SenderFault: true }, "throttled"],
    [{ Code: "KmsAccessDenied", SenderFault: true }, "unauthorized"],
    [
      {
        Code: "InvalidParameterValue",
        SenderFault: true,
        Message: "Message must be shorter than 2048 bytes.",
      },
      "too_large",
    ],
    [{}, "unavailable"],
  ])("takes %j as %s", (entry, code) => expect(classifyEntry(entry).code).toBe(code));
});

it("a message says what was attempted, on what, what came back and what to do", () => {
  const verdict = { code: "unauthorized", reason: "403 AccessDenied" } as const;
  expect(words("SendMessageBatch", queueUrl, verdict)).toBe(
    'SendMessageBatch on the SQS queue "events" failed (403 AccessDenied). Check the credentials; they need sqs:SendMessage, and the rights on the key of an encrypted queue.',
  );
});
