import { describe, expect, it } from "vitest";
import { classifyAnswer } from "./answers.ts";

const origin = "https://example.com";

describe("classifyAnswer", () => {
  it.each([
    [400, "rejected", false],
    [401, "unauthorized", true],
    [403, "unauthorized", true],
    [404, "not_found", true],
    [405, "not_found", true],
    [407, "unauthorized", true],
    [408, "timeout", false],
    [409, "rejected", false],
    [410, "not_found", true],
    [413, "too_large", false],
    [422, "rejected", false],
    [423, "unavailable", false],
    [425, "unavailable", false],
    [429, "throttled", true],
    [451, "rejected", false],
    [500, "unavailable", false],
    [501, "unavailable", false],
    [502, "unavailable", true],
    [503, "unavailable", true],
    [504, "timeout", true],
    [599, "unavailable", false],
  ] as const)("takes %i as %s (about the whole endpoint: %s)", (status, code, endpoint) => {
    const refusal = classifyAnswer(origin, { status, retryAfterMs: undefined });
    expect(refusal).toMatchObject({ error: { code, context: { origin, status } }, endpoint });
    expect(refusal.error.message).toMatch(`POST to ${origin} was answered ${status}. `);
  });

  it("passes on how long the receiver asked to wait", () => {
    expect(classifyAnswer(origin, { status: 429, retryAfterMs: 1_500 }).error.retryAfterMs).toBe(1_500);
    expect(
      classifyAnswer(origin, { status: 429, retryAfterMs: undefined }).error.retryAfterMs,
    ).toBeUndefined();
  });
});
