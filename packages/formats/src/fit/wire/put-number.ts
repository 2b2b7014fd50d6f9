import type { Field } from "./field.ts";

/**
 * Stores a number: scaled, rounded to the nearest and kept below the invalid value. NaN, which stands
 * for no value, becomes the invalid value.
 */
export function putNumber(view: DataView, at: number, { type, scale, offset }: Field, value: number): void {
  const { code, size } = type;
  if (code === 0x88) {
    // Not every NaN has all bits set, which is what readers look for.
    if (Number.isNaN(value)) view.setUint32(at, 0xff_ff_ff_ff, true);
    else view.setFloat32(at, value, true);
    return;
  }
  const stored = Number.isNaN(value)
    ? type.invalid
    : Math.min(type.greatest, Math.max(type.least, Math.round((value + offset) * scale)));
  // Setting takes a negative number as its two's complement.
  if (size === 1) view.setUint8(at, stored);
  else if (size === 2) view.setUint16(at, stored, true);
  else view.setUint32(at, stored, true);
}
