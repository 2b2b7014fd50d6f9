import { DeliveryError } from "@musette/core";
import {
  MongoClientClosedError,
  MongoInvalidArgumentError,
  MongoNetworkError,
  MongoNetworkTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoWriteConcernError,
} from "mongodb";
import { describe, expect, it } from "vitest";
import { classify, deliveryError } from "./errors.ts";

const server = (code: number, codeName: string, errmsg = "as the server words it") =>
  new MongoServerError({ ok: 0, code, codeName, errmsg });
const node = (code: string) => Object.assign(new Error("as node words it"), { code });

describe("classify", () => {
  it.each([
    [6, "HostUnreachable", "unavailable"],
    [91, "ShutdownInProgress", "unavailable"],
    [189, "PrimarySteppedDown", "unavailable"],
    [10_107, "NotWritablePrimary", "unavailable"],
    [11_600, "InterruptedAtShutdown", "unavailable"],
    [11_602, "InterruptedDueToReplStateChange", "unavailable"],
    [13_435, "NotPrimaryNoSecondaryOk", "unavailable"],
    [14_031, "OutOfDiskSpace", "unavailable"],
    [50, "MaxTimeMSExpired", "timeout"],
    [64, "WriteConcernFailed", "timeout"],
    [262, "ExceededTimeLimit", "timeout"],
    [462, "IngressRequestRateLimitExceeded", "throttled"],
    [112, "WriteConflict", "conflict"],
    [24, "LockTimeout", "conflict"],
    [11_000, "DuplicateKey", "conflict"],
    [13, "Unauthorized", "unauthorized"],
    [18, "AuthenticationFailed", "unauthorized"],
    [8000, "AtlasError", "unauthorized"],
    [73, "InvalidNamespace", "not_found"],
    [121, "DocumentValidationFailure", "rejected"],
    [15, "Overflow", "rejected"],
    [61, "ShardKeyNotFound", "rejected"],
    [10_334, "BSONObjectTooLarge", "too_large"],
    [17_280, "KeyTooLong", "too_large"],
    [59_999, "SomethingNew", "unknown"],
  ])("takes %i %s as %s", (number, name, code) => {
    expect(classify(server(number, name))).toEqual({ code, reason: `error ${number} ${name}` });
  });

  it.each([
    [new MongoServerSelectionError("none", { servers: new Map() } as never), "unavailable"],
    [new MongoNetworkError("closed"), "unavailable"],
    [new MongoNetworkTimeoutError("late"), "timeout"],
    [new MongoClientClosedError(), "unavailable"],
    [new MongoInvalidArgumentError("Document is larger than the maximum size 16777216"), "too_large"],
    [new MongoInvalidArgumentError("something else"), "unknown"],
    [node("ENOTFOUND"), "unavailable"],
    [node("ECONNREFUSED"), "unavailable"],
    [node("DEPTH_ZERO_SELF_SIGNED_CERT"), "unavailable"],
    [node("ETIMEOUT"), "timeout"],
    [new TypeError("a fault of ours"), "unknown"],
    ["text", "unknown"],
    [undefined, "unknown"],
    [null, "unknown"],
  ] as const)("takes %s as %s", (error, code) => expect(classify(error).code).toBe(code));

  it("reads how long Cosmos DB asks to wait", () => {
    const error = server(16_500, "RequestRateTooLarge", "Error=16500, RetryAfterMs=34, Details=…");
    expect(deliveryError("write to", "health on cosmos", error)).toMatchObject({
      code: "throttled",
      retryAfterMs: 34,
    });
  });

  it("goes by what the write concern met", () => {
    const error = new MongoWriteConcernError({
      ok: 1,
      writeConcernError: { code: 91, errmsg: "shutting down", codeName: "ShutdownInProgress" },
    });
    expect(classify(error).code).toBe("unavailable");
  });

  it("says what was attempted, where, and what to do, and keeps the server's own words to itself", () => {
    const error = deliveryError("write to", "health on db:27017", server(13, "Unauthorized", "secret words"));
    expect(error.message).toMatch(
      /^Could not write to MongoDB health on db:27017 \(error 13 Unauthorized\)\. /,
    );
    expect(error.message).toContain("readWrite");
    expect(JSON.stringify(error)).not.toContain("secret words");
    expect(error.cause).toBeUndefined();
  });

  it("leaves what is classified already as it is", () => {
    const error = new DeliveryError("timeout", "late");
    expect(deliveryError("write to", "health", error)).toBe(error);
  });
});
