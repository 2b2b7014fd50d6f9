type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
// The text behind each number (ECMA-262 "JSON.parse source text access") is in Node 24, not yet in lib.es*.d.ts.
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown;

/**
 * JSON text in a form that is equal for two texts exactly when they hold the same values: keys sorted,
 * numbers by their digits. 1e21 equals 1000000000000000000000, but 9007199254740993 does not equal
 * 9007199254740992, and -0 does not equal 0.
 */
export function canonicalJson(text: string): string {
  const tagged = parse(text, (_, value, { source = "" }) => {
    if (typeof value === "number") return `n${canonicalNumber(source)}`;
    return typeof value === "string" ? `s${value}` : value;
  });
  return print(tagged);
}

function print(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(print).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${print(held)}`).join()}}`;
}

/** A JSON number as its sign, its significant digits and the power of ten of the last of them. */
function canonicalNumber(source: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(source) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return `${sign}0`;
  return `${sign}${significant}e${Number(exponent) - fraction.length + digits.length - significant.length}`;
}
