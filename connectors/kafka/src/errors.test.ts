import {
  AuthenticationError,
  MultipleErrors,
  NetworkError,
  ProtocolError,
  TimeoutError,
  UserError,
} from "@platformatic/kafka";
import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { classify, deliveryError } from "./errors.ts";

const withCode = (code: string, more = {}) => Object.assign(new Error("as Node words it"), { code, ...more });

describe("classify", () => {
  it.each([
    ["TOPIC_AUTHORIZATION_FAILED", "unauthorized"],
    ["CLUSTER_AUTHORIZATION_FAILED", "unauthorized"],
    ["SASL_AUTHENTICATION_FAILED", "unauthorized"],
    ["UNSUPPORTED_SASL_MECHANISM", "unauthorized"],
    ["UNKNOWN_TOPIC_OR_PARTITION", "not_found"],
    ["INVALID_TOPIC_EXCEPTION", "not_found"],
    ["MESSAGE_TOO_LARGE", "too_large"],
    ["RECORD_LIST_TOO_LARGE", "too_large"],
    ["INVALID_RECORD", "rejected"],
    ["INVALID_TIMESTAMP", "rejected"],
    ["POLICY_VIOLATION", "rejected"],
    ["THROTTLING_QUOTA_EXCEEDED", "throttled"],
    ["REQUEST_TIMED_OUT", "timeout"],
    ["OUT_OF_ORDER_SEQUENCE_NUMBER", "conflict"],
    ["PRODUCER_FENCED", "conflict"],
    ["NOT_LEADER_OR_FOLLOWER", "unavailable"],
    ["LEADER_NOT_AVAILABLE", "unavailable"],
    ["NOT_ENOUGH_REPLICAS", "unavailable"],
    ["KAFKA_STORAGE_ERROR", "unavailable"],
    ["UNSUPPORTED_VERSION", "unknown"],
  ] as const)("takes a broker's %s as %s", (apiId, code) => {
    expect(classify(new ProtocolError(apiId))).toEqual({ code, reason: apiId });
  });

  it.each([
    ["ECONNREFUSED", "unavailable"],
    ["ENOTFOUND", "unavailable"],
    ["EAI_AGAIN", "unavailable"],
    ["ECONNRESET", "unavailable"],
    ["EPIPE", "unavailable"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "unavailable"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "unavailable"],
    ["ETIMEDOUT", "timeout"],
    ["SOMETHING_NEW", "unknown"],
  ])("takes %s as %s", (name, code) => expect(classify(withCode(name)).code).toBe(code));

  it("finds what went wrong behind what the client says", () => {
    const refused = withCode("ECONNREFUSED", { address: "10.0.0.1", port: 9092 });
    const network = new NetworkError("Connection to 10.0.0.1:9092 failed.", { cause: refused });
    expect(classify(new MultipleErrors("Cannot connect to any broker.", [network, network]))).toEqual({
      code: "unavailable",
      reason: "ECONNREFUSED 10.0.0.1:9092",
    });
    const login = new NetworkError("Connection failed.", { cause: new AuthenticationError("SASL failed.") });
    expect(classify(new MultipleErrors("Cannot connect to any broker.", [network, login])).code).toBe(
      "unauthorized",
    );
  });

  it.each([
    [new UserError("Unknown topic events."), "not_found"],
    [new UserError("Broker requires TLS."), "unavailable"],
    [new TimeoutError("Request timed out"), "timeout"],
    [new NetworkError("Connection closed"), "unavailable"],
  ])("knows %s", (error, code) => expect(classify(error).code).toBe(code));

  it.each([undefined, null, "text", 7, {}, new Error("no code"), new AggregateError([])])(
    "has an answer for %s",
    (thrown) => expect(classify(thrown).code).toBe("unknown"),
  );

  it("leaves what is classified already as it is", () => {
    const error = new DeliveryError("unauthorized", "refused");
    expect(deliveryError("take a message", error)).toBe(error);
  });

  it("says what was attempted, what came back and what to do", () => {
    const error = deliveryError('tell the leaders of topic "events"', new UserError("Unknown topic events."));
    expect(error.message).toBe(
      'Kafka did not tell the leaders of topic "events" (UNKNOWN_TOPIC_OR_PARTITION). Create the topic, or correct topic.',
    );
  });
});
