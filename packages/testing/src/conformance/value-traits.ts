/** A kind of JSON value that some store, driver or encoder somewhere alters. */
export interface ValueTrait {
  /** The case is named `keeps ${name}`. */
  readonly name: string;
  /** JSON text that shows it. */
  readonly json: string;
}

function nested(levels: number): string {
  return `${'{"in":['.repeat(levels / 2)}1${"]}".repeat(levels / 2)}`;
}

export const valueTraits: readonly ValueTrait[] = [
  {
    name: "unicode",
    // Combining marks, right to left, beyond the basic plane, line separators, byte order mark, noncharacter.
    json: JSON.stringify(["\u00e9 e\u0301", "שלום", "🚴🏽‍♀️ 𝒳", "a\u2028b\u2029c", "\ufeffbom", "\uffff"]),
  },
  { name: "control characters", json: String.raw`["\u0001\b\t\n\f\r\u001f\u007f\u0085", "\\ \" / '"]` },
  { name: "U+0000", json: String.raw`{"a\u0000b": "x\u0000y"}` },
  { name: "lone surrogates", json: String.raw`["\ud83d", "\udeb4 alone"]` },
  { name: "the sign of -0", json: "[-0, -0.0]" },
  { name: "very large and very small numbers", json: "[1e21, 1.7976931348623157e308, 5e-324, 0.1]" },
  {
    name: "integers beyond 2^53",
    json: "[9007199254740993, 18446744073709551617, 123456789012345678901234567890]",
  },
  { name: "nulls and empty values", json: '{"a": null, "b": [], "c": {}, "d": "", "e": [null, [], {}]}' },
  { name: "deep nesting", json: nested(60) },
  { name: "a key __proto__", json: '{"__proto__": {"polluted": 1}, "constructor": {"prototype": 2}}' },
  { name: "odd keys", json: String.raw`{"": 1, "a.b": 2, "$set": 3, "a/b": 4, "\"'": 5, "_id": 6, "0": 7}` },
];
