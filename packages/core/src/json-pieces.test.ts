import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonPieces } from "./json-pieces.ts";

function joined(value: unknown): string {
  return [...jsonPieces(value)].join("");
}

describe("jsonPieces", () => {
  it("is the text of JSON.stringify, whatever the value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(joined(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  it("leaves out members that are undefined, also the first and the only one", () => {
    for (const value of [{ a: undefined }, { a: undefined, b: 1 }, { a: 1, b: undefined, c: [undefined] }]) {
      expect(joined(value)).toBe(JSON.stringify(value));
    }
  });

  it.each([255, 256, 257, 512, 1_000])("cuts a list of %i into pieces of at most 256", (length) => {
    const list = Array.from({ length }, (_, index) => ({ timestamp: "…", bpm: index }));
    const pieces = [...jsonPieces({ samples: list })];
    expect(pieces.join("")).toBe(JSON.stringify({ samples: list }));
    for (const piece of pieces) expect(piece.match(/bpm/g)?.length ?? 0).toBeLessThanOrEqual(256);
  });
});
