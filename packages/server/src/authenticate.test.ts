import { describe, expect, it } from "vitest";
import { createAuthenticate } from "./authenticate.ts";

describe("authenticate", () => {
  const ours = { devId: "ours", apiKey: "key-1", requestsPerSecond: null };
  const other = { devId: "other", apiKey: "key-2", requestsPerSecond: null };
  const authenticate = createAuthenticate([ours, other]);

  it("knows a developer by id and key", () => {
    expect(authenticate("ours", "key-1")).toBe(ours);
    expect(authenticate("other", "key-2")).toBe(other);
  });

  it.each([
    ["ours", "key-2"],
    ["ours", ""],
    ["ours", undefined],
    ["nobody", "key-1"],
    ["nobody", ""],
    [undefined, "key-1"],
    [undefined, undefined],
    ["__proto__", "key-1"],
    ["ours", "key-1 "],
  ])("does not know %j with %j", (devId, apiKey) => {
    expect(authenticate(devId, apiKey)).toBeUndefined();
  });
});
