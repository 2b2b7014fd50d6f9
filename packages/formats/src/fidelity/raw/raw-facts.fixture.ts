import type { Measured } from "../measured.fixture.ts";

/**
 * What a payload itself says of one activity, read from it by other code than the normalizer's: the
 * vendors' own words, converted to the model's units.
 */
export interface RawFacts extends Measured {
  /**
   * Whether a series has every second that there is. One that has only the seconds in which a value
   * changed leaves open what a format has in between.
   */
  readonly isWhole: boolean;
}

export const milesToMeters = 1609.344;
export const mphToMetersPerSecond = 0.44704;

/** The totals that are stated: no number, and what `keeps` does not take, is none. */
export function statedTotals(
  totals: Readonly<Record<string, unknown>>,
  keeps: (value: number, name: string) => boolean = () => true,
): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(totals).flatMap(([name, value]) =>
      typeof value === "number" && Number.isFinite(value) && keeps(value, name)
        ? [[name, value] as const]
        : [],
    ),
  );
}
