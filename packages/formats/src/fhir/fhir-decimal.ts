const exponential = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;

/** A number as `SampledData` takes it: never with an exponent, every digit kept. */
export function fhirDecimal(value: number): string {
  const short = String(value);
  const size = Math.abs(value);
  // The numbers that are written without an exponent (ECMA-262, Number::toString).
  if (size < 1e21 && (size >= 1e-6 || size === 0)) return short;
  const parts = exponential.exec(short);
  if (parts === null) return short;
  const [, sign = "", first = "", rest = "", power = "0"] = parts;
  const exponent = Number(power);
  const digits = first + rest;
  return exponent < 0
    ? `${sign}0.${"0".repeat(-exponent - 1)}${digits}`
    : `${sign}${digits.padEnd(exponent + 1, "0")}`;
}
