import { describe, expect, it } from "vitest";
import { parseJson } from "./parse-json.ts";

const parse = (text: string) => parseJson(new TextEncoder().encode(text));

describe("parseJson", () => {
  it("parses with and without a byte order mark", () => {
    expect(parse('{"a":1}')).toEqual({ outcome: "parsed", value: { a: 1 } });
    expect(parse('\uFEFF{"a":1}')).toEqual({ outcome: "parsed", value: { a: 1 } });
  });

  it.each([
    ["a cut document", '{"a": [1, 2', /ends before the document is complete/],
    ["a wrong character", '{\n  "secret-name": nope\n}', /line 2 column 18/],
    ["a short wrong text", "nope", /line 1 column 1/],
    ["an empty body", " \n", /empty/],
    ["text after the end", '{"a":1} {"b":2}', /line 1 column 9/],
  ])("says where %s is malformed and does not quote it", (_, text, place) => {
    const result = parse(text);
    expect(result.outcome).toBe("malformed");
    const detail = result.outcome === "malformed" ? result.detail : "";
    expect(detail).toMatch(place);
    expect(detail).not.toContain("nope");
    expect(detail).not.toContain("secret-name");
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(parseJson(new Uint8Array([0x22, 0xc3, 0x28, 0x22])).outcome).toBe("malformed");
  });
});
