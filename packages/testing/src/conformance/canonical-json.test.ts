import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

describe("canonicalJson", () => {
  it.each([
    ["1e21", "1000000000000000000000"],
    ["5.0", "5"],
    ["0.10", "1e-1"],
    ["-0.0", "-0"],
    ["1200", "1.2E3"],
    ['{"a": 1, "b": [null, true]}', '{"b":[null,true],"a":1}'],
    ['"\\u00e9"', '"é"'],
  ])("finds %s equal to %s", (left, right) => {
    expect(canonicalJson(left)).toBe(canonicalJson(right));
  });

  it.each([
    ["9007199254740993", "9007199254740992"],
    ["-0", "0"],
    ["1", '"1"'],
    ['"n1e0"', "1"],
    ["[1, 2]", "[2, 1]"],
    ['{"__proto__": 1}', "{}"],
    ["5e-324", "0"],
    ['"\\ud83d"', '"\\ufffd"'],
    ["null", '{"a": null}'],
  ])("tells %s from %s", (left, right) => {
    expect(canonicalJson(left)).not.toBe(canonicalJson(right));
  });
});
