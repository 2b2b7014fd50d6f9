import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { classify, deliveryError } from "./errors.ts";

const failing = (code: unknown, message = "as Google words it") =>
  Object.assign(new Error(message), { code });

describe("classify", () => {
  it.each([
    [1, "CANCELLED", "unavailable"],
    [2, "UNKNOWN", "unknown"],
    [3, "INVALID_ARGUMENT", "rejected"],
    [4, "DEADLINE_EXCEEDED", "timeout"],
    [5, "NOT_FOUND", "not_found"],
    [6, "ALREADY_EXISTS", "conflict"],
    [7, "PERMISSION_DENIED", "unauthorized"],
    [8, "RESOURCE_EXHAUSTED", "throttled"],
    [9, "FAILED_PRECONDITION", "not_found"],
    [10, "ABORTED", "conflict"],
    [11, "OUT_OF_RANGE", "rejected"],
    [12, "UNIMPLEMENTED", "not_found"],
    [13, "INTERNAL", "unavailable"],
    [14, "UNAVAILABLE", "unavailable"],
    [15, "DATA_LOSS", "unavailable"],
    [16, "UNAUTHENTICATED", "unauthorized"],
  ])("takes gRPC %i %s as %s", (number, name, code) => {
    expect(classify(failing(number))).toEqual({ code, reason: `gRPC ${number} ${name}` });
  });

  it.each([
    [3, "maximum entity size is 1048576 bytes", "too_large"],
    [3, 'The value of property "s" is longer than 1048487 bytes.', "too_large"],
    [8, "gRPC message exceeds maximum size 4194304: 5000476", "too_large"],
    [8, "Received message larger than max (10485768 vs. 10485760)", "too_large"],
    [8, "Quota exceeded.", "throttled"],
    [14, "Getting metadata from plugin failed with error: invalid_grant: Invalid JWT", "unauthorized"],
    [14, "Getting metadata from plugin failed with error: connect ECONNREFUSED", "unavailable"],
    [99, "a status that is new", "unknown"],
    ["ENOENT", "ENOENT: no such file or directory, open 'key.json'", "unauthorized"],
    ["EACCES", "EACCES: permission denied, open 'key.json'", "unauthorized"],
    ["ECONNREFUSED", "connect ECONNREFUSED", "unavailable"],
    ["ETIMEDOUT", "connect ETIMEDOUT", "timeout"],
    [undefined, "Could not load the default credentials.", "unauthorized"],
    [undefined, "error:1E08010C:DECODER routines::unsupported", "unauthorized"],
    [undefined, "The incoming JSON object does not contain a client_email field", "unauthorized"],
    [undefined, "a fault of ours", "unknown"],
  ])("takes %s with the words %j as %s", (code, words, expected) => {
    expect(classify(failing(code, words)).code).toBe(expected);
  });

  it.each(["text", 7, undefined, null])("has an answer for %s", (error) =>
    expect(classify(error).code).toBe("unknown"),
  );
});

describe("deliveryError", () => {
  it("says what was attempted, where, and what to do, and keeps Google's own words to itself", () => {
    const error = deliveryError("write to", "health (default)", failing(7, "secret words"));
    expect(error.message).toMatch(
      /^Could not write to Firestore health \(default\) \(gRPC 7 PERMISSION_DENIED\)\. /,
    );
    expect(error.message).toContain("roles/datastore.user");
    expect(JSON.stringify(error)).not.toContain("secret words");
    expect(error.cause).toBeUndefined();
  });

  it("leaves what is classified already as it is", () => {
    const error = new DeliveryError("timeout", "late");
    expect(deliveryError("write to", "health", error)).toBe(error);
  });
});
