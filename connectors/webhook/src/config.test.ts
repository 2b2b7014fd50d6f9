import { describe, expect, it } from "vitest";
import { configSchema } from "./config.ts";

const url = "https://example.com/events";
const messages = (config: unknown): readonly string[] =>
  configSchema.safeParse(config).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ??
  [];

describe("the config of a webhook", () => {
  it("needs no more than a url", () => {
    expect(configSchema.parse({ url })).toEqual({
      url: new URL(url),
      secrets: [],
      headers: {},
      timeoutMs: 8_000,
      allowPrivate: false,
    });
  });

  it.each([
    ["500ms", 500],
    ["2.5s", 2_500],
    ["1m", 60_000],
  ])("reads the timeout %s", (timeout, timeoutMs) => {
    expect(configSchema.parse({ url, timeout }).timeoutMs).toBe(timeoutMs);
  });

  it("takes one secret or several", () => {
    expect(configSchema.parse({ url, secret: "a" }).secrets).toEqual(["a"]);
    expect(configSchema.parse({ url, secret: ["b", "a"] }).secrets).toEqual(["b", "a"]);
  });

  it.each(["ftp://example.com/", "file:///etc/passwd", "example.com", "https://user:word@example.com/", ""])(
    "refuses the url %j",
    (url) => {
      expect(messages({ url })).toEqual([
        expect.stringContaining("url: expected an http:// or https:// URL"),
      ]);
    },
  );

  it.each([
    ["a header that it sets on its own", { headers: { "Terra-Signature": "t=1" } }, "set by the connector"],
    ["a header that would end the headers", { headers: { "x-team": "a\r\nhost: b" } }, "one line"],
    ["a header without a name", { headers: { "": "a" } }, "not a header name"],
    ["an empty secret", { secret: "" }, "secret"],
    ["no secret in a list", { secret: [] }, "secret"],
    ["a timeout without a unit", { timeout: "8" }, "expected a duration"],
    ["a timeout of nothing", { timeout: "0s" }, "at least 1ms"],
    ["a misspelled key", { secrets: "a" }, "Unrecognized key"],
  ])("refuses %s", (_, keys, expected) => {
    expect(messages({ url, ...keys }).join("\n")).toContain(expected);
  });
});
