import type { BaseType } from "./base-type.ts";

/** One field of a message: stored is `round((value + offset) × scale)`. */
export interface Field {
  readonly number: number;
  readonly type: BaseType;
  readonly scale: number;
  readonly offset: number;
}

/** A message of the profile and the local slot that it always uses here. */
export interface Message {
  readonly globalNumber: number;
  /** 0 to 15. */
  readonly slot: number;
}

/** A value for a field: a list makes an array of numbers or bytes. */
export type FieldValue = number | string | readonly number[];

export type FieldEntry = readonly [field: Field, value: FieldValue];

export function field(number: number, type: BaseType, scale = 1, offset = 0): Field {
  return { number, type, scale, offset };
}
