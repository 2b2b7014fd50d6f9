import type { SampleList } from "./sample-list.ts";

type Scalar = string | number | boolean;

/**
 * The fields of a type of the model, as values: what TypeScript knows and forgets before the program
 * runs. Scalars and lists of scalars are `true`; lists of objects are `[element]`, with what is known
 * of the list where its elements are samples; maps with keys of the provider's own are `"any key"`.
 */
export type Shape<T> = ShapeOf<NonNullable<T>>;

type ShapeOf<T> = [T] extends [Scalar | readonly (Scalar | null)[]]
  ? true
  : [T] extends [readonly (infer Element)[]]
    ? readonly [Shape<Element>] | readonly [Shape<Element>, SampleList<Extract<keyof Element, string>>]
    : string extends keyof Exclude<T, readonly unknown[]>
      ? "any key"
      : { readonly [Key in keyof T]-?: Shape<T[Key]> };
