import * as z from "zod";

const unitBytes: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
};
/** What sizes are written as. */
export const byteSizePattern = /^(\d+(?:\.\d+)?)\s?(B|[kK]B|[MGT]B|[KMGT]iB)$/;

/** A size: a number and a unit, decimal (`32MB` is 32,000,000) or binary (`8MiB`); whole bytes come out. */
export function byteSize() {
  return z
    .string()
    .regex(byteSizePattern, "expected a size such as 512kB, 32MB or 8MiB")
    .transform(toBytes)
    .refine((bytes) => bytes >= 1 && Number.isSafeInteger(bytes), "must be at least 1B and at most 9007TB");
}

function toBytes(text: string): number {
  const [, amount = "", unit = ""] = byteSizePattern.exec(text) ?? [];
  return Math.round(Number(amount) * (unitBytes[unit] ?? Number.NaN));
}
