import * as z from "zod";

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/**
 * A length of time: a number and one of `ms`, `s`, `m`, `h`, `d`; whole milliseconds come out.
 *
 * @param atLeastMs The shortest that is accepted, in milliseconds.
 */
export function duration(atLeastMs = 1) {
  return z
    .string()
    .regex(pattern, "expected a duration such as 500ms, 2s, 10m, 6h or 7d")
    .transform(toMs)
    .refine((ms) => ms >= atLeastMs && Number.isSafeInteger(ms), `must be at least ${atLeastMs}ms`);
}

function toMs(text: string): number {
  const [, amount = "", unit = ""] = pattern.exec(text) ?? [];
  return Math.round(Number(amount) * (unitMs[unit] ?? Number.NaN));
}
