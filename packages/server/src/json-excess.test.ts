import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findJsonExcess } from "./json-excess.ts";

/** White space that makes any text large enough to be looked at. */
const padding = " ".repeat(256 * 1024);
const find = (text: string) => findJsonExcess(new TextEncoder().encode(text + padding));

const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
const object = (keys: number) => `{${Array.from({ length: keys }, (_, key) => `"${key}":[]`).join()}}`;

describe("findJsonExcess", () => {
  it("lets pass what is at the limit, and finds what is one beyond", () => {
    expect(find(nested(64))).toBeUndefined();
    expect(find(nested(65))).toBe("it is nested more than 64 deep");
    expect(find(object(10_000))).toBeUndefined();
    expect(find(object(10_001))).toBe("an object in it has more than 10000 keys");
    expect(find('{"a":'.repeat(65))).toBe("it is nested more than 64 deep");
  });

  it("counts the keys of each object on its own", () => {
    expect(find(`[${object(6_000)},${object(6_000)}]`)).toBeUndefined();
    expect(find(`{"a":${object(9_999)},"b":${object(9_999)}}`)).toBeUndefined();
  });

  it("is not misled by what stands in texts", () => {
    expect(find(JSON.stringify({ text: `"\\${"[{".repeat(100)}${":".repeat(20_000)}` }))).toBeUndefined();
    expect(find(`["]]]]\\"]]]",${nested(64)}]`)).toBe("it is nested more than 64 deep");
  });

  it("finds nothing in any JSON of ordinary shape, and never fails on what is not JSON", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), fc.string({ unit: "binary" }), (json, text) => {
        expect(find(json)).toBeUndefined();
        expect(() => find(`]}"${text}`)).not.toThrow();
      }),
      { numRuns: 50 },
    );
  });

  it("does not look at small bodies", () => {
    expect(findJsonExcess(new TextEncoder().encode(nested(100)))).toBeUndefined();
  });
});
