import type { Field, FieldEntry, FieldValue } from "./wire/field.ts";

/** What may be known of a field. */
export type MaybeEntry = readonly [field: Field, value: FieldValue | null | undefined];

/** The entries that have a value: what is not known is left out of a message. */
export function known(entries: readonly MaybeEntry[]): readonly FieldEntry[] {
  return entries.filter((entry): entry is FieldEntry => entry[1] !== null && entry[1] !== undefined);
}

/** A number that may have a part after the point: whole in one field, 128ths in the one beside it. */
export function wholeAndFraction(whole: Field, fraction: Field, value: number | null): readonly MaybeEntry[] {
  if (value === null) return [];
  const floor = Math.floor(value);
  const parts = Math.round((value - floor) * 128);
  if (parts === 0) return [[whole, floor]];
  // 127/128 and more is the next whole number.
  return parts === 128
    ? [[whole, floor + 1]]
    : [
        [whole, floor],
        [fraction, parts / 128],
      ];
}
