/**
 * Which samples of an item's lists are taken:
 *
 * - `all`: as they are;
 * - `none`: the lists are there, and empty;
 * - `{ everyMs }`: the first sample at or after each step by its own timestamp, the steps counted from
 *   the item's start. What a gap would falsify stays too: the last sample before steps without any, and
 *   the last of a list that counts up;
 * - `{ peaksEveryMs }`: likewise, but of each step the smallest and the greatest, so that a chart keeps
 *   its peaks. Not for averages: the extremes weigh more than what lies between them.
 */
export type SampleSelection =
  | "all"
  | "none"
  | { readonly everyMs: number }
  | { readonly peaksEveryMs: number };
