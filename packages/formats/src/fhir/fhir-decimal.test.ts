import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fhirDecimal } from "./fhir-decimal.ts";

test.each([
  [0, "0"],
  [-12.5, "-12.5"],
  [1e-7, "0.0000001"],
  [-1.25e-9, "-0.00000000125"],
  [1.5e21, "1500000000000000000000"],
])("%s is written %s", (value, text) => {
  expect(fhirDecimal(value)).toBe(text);
});

test("every number is written without an exponent and read back as itself", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = fhirDecimal(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(text)).toBe(value + 0);
    }),
  );
});
