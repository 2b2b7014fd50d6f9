import { nearestWord } from "@musette/core";

/**
 * The candidate that `word` was most likely meant to be, as ` (did you mean "region"?)`; empty when
 * none is near enough.
 */
export function suggest(word: string, candidates: readonly string[]): string {
  const best = nearestWord(word, candidates);
  return best === undefined ? "" : ` (did you mean "${best}"?)`;
}
