/**
 * An altitude, which FIT counts in fifths of a meter from 500 m below the sea: what arithmetic adds
 * beyond one decimal is taken off again. Null without one.
 */
export function altitude(meters: number | undefined): number | null {
  return meters === undefined ? null : Math.round(meters * 10) / 10;
}
