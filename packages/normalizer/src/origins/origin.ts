/** Where a place of a normalised event came from. Pointers are JSON pointers; a part `*` stands for every item of a list. */
export interface Origin {
  readonly path: string;
  /** Empty where nothing in the payload says it. */
  readonly from: readonly string[];
  /** What was done to the value, in words; empty: it was taken as it is. */
  readonly conversion: string;
}

/**
 * A line of a source's table. `from` begins with a root of the payload (`workout:/start_time`), and a part `[slug]` is
 * the list's entry of that slug, `a|b` the first spelling that the payload has. Of the lines for one path the first holds
 * whose `from` all exist.
 */
export type OriginRule = readonly [path: string, from: readonly string[], conversion: string];
