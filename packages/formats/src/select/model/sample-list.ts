/**
 * What samples of a list say:
 *
 * - `signal`: a value at an instant, of something that goes on between the samples;
 * - `cumulative`: what has come together since the start, so the last one is the total;
 * - `reading`: something that happened or was measured once, as a beat, a change of the sleep stage, a
 *   blood pressure. None stands for its neighbours, so a list of these is not thinned.
 */
export type SampleKind = "signal" | "cumulative" | "reading";

/** What is known of a list of samples. */
export interface SampleList<Field extends string = string> {
  readonly kind: SampleKind;
  /** The numbers of a sample that have peaks. */
  readonly values: readonly Field[];
}
