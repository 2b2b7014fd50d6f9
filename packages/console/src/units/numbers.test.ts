import * as fc from "fast-check";
import { expect, it } from "vitest";
import { bytes, count, number } from "./numbers.ts";

it("writes numbers as the browser's own British English does", () => {
  const values = fc.oneof(fc.integer(), fc.maxSafeInteger(), fc.integer({ min: -2_000, max: 2_000 }));
  const halves = fc.integer({ min: -9_999_999, max: 9_999_999 }).map((value) => value / 8);
  fc.assert(
    fc.property(fc.oneof(values, halves), fc.integer({ min: 0, max: 3 }), (value, digits) => {
      const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      expect(number(value, digits)).toBe(new Intl.NumberFormat("en-GB", options).format(value));
    }),
  );
});

it.each([
  [0, "0 events"],
  [1, "1 event"],
  [12_345, "12,345 events"],
])("counts %i", (value, text) => {
  expect(count(value, "event")).toBe(text);
});

it.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_440, "1.4 KB"],
  [123_456, "123 KB"],
  [20_000_000, "20.0 MB"],
  [1.5e15, "1,500 TB"],
])("writes %i bytes", (value, text) => {
  expect(bytes(value)).toBe(text);
});
