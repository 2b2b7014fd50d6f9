import { DeliveryError } from "@musette/core";
import { describe, expect, it } from "vitest";
import { classifyFailure } from "./errors.ts";

const origin = "https://example.com";
const withCode = (code: string) => Object.assign(new Error("as the library words it"), { code });

describe("classifyFailure", () => {
  it.each([
    ["ECONNREFUSED", "unavailable", "no connection"],
    ["ECONNRESET", "unavailable", "no connection"],
    ["ENOTFOUND", "unavailable", "no connection"],
    ["EAI_AGAIN", "unavailable", "no connection"],
    ["EHOSTUNREACH", "unavailable", "no connection"],
    ["ENETUNREACH", "unavailable", "no connection"],
    ["EPIPE", "unavailable", "no connection"],
    ["UND_ERR_SOCKET", "unavailable", "no connection"],
    ["HPE_INVALID_CONSTANT", "unavailable", "no connection"],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "unavailable", "certificate"],
    ["UNABLE_TO_VERIFY_LEAF_SIGNATURE", "unavailable", "certificate"],
    ["CERT_HAS_EXPIRED", "unavailable", "certificate"],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "unavailable", "certificate"],
    ["ETIMEDOUT", "timeout", "in time"],
    ["UND_ERR_CONNECT_TIMEOUT", "timeout", "in time"],
    ["UND_ERR_HEADERS_TIMEOUT", "timeout", "in time"],
    ["SOMETHING_NEW", "unknown", "SOMETHING_NEW"],
  ])("takes %s as %s", (code, expected, words) => {
    const error = classifyFailure(origin, withCode(code));
    expect(error).toMatchObject({ code: expected, context: { origin, code } });
    expect(error.message).toContain(words);
    expect(error.message).toContain(origin);
  });

  it("looks into the attempts on several addresses", () => {
    const error = new AggregateError([withCode("ENETUNREACH"), withCode("ECONNREFUSED")]);
    expect(classifyFailure(origin, error).code).toBe("unavailable");
  });

  it.each([undefined, null, "text", 7, new Error("no code"), new AggregateError([])])(
    "has an answer for %s",
    (thrown) => expect(classifyFailure(origin, thrown).code).toBe("unknown"),
  );

  it("leaves what is classified already as it is", () => {
    const error = new DeliveryError("unauthorized", "refused");
    expect(classifyFailure(origin, error)).toBe(error);
  });
});
