import type { Activity } from "@musette/core";
import { type MaybeEntry, wholeAndFraction } from "./entries.ts";
import { numberOf } from "./loose.ts";
import { developerFields, fields } from "./messages.ts";
import { countsStrides, countsStrokes, type Sport } from "./sports.ts";

/**
 * Steps and strokes. A FIT session has one total of cycles, which are strides or strokes or neither, as
 * its sport says; what it cannot hold goes into developer fields.
 */
export function cycleEntries(
  activity: Activity,
  sport: Sport,
): { readonly own: readonly MaybeEntry[]; readonly developer: readonly MaybeEntry[] } {
  const { totalCycles, totalFractionalCycles } = fields.session;
  const { totalSteps, totalStrokes } = developerFields.session;
  const summary = activity.distance_data?.summary;
  const steps = numberOf(summary?.steps);
  const strokes =
    numberOf(activity.musette_data?.stroke_data?.total_strokes) ?? numberOf(summary?.swimming?.num_strokes);
  if (countsStrides(sport)) {
    // A stride is two steps; an odd number of them leaves half a stride.
    const strides = steps === null ? null : steps / 2;
    return {
      own: wholeAndFraction(totalCycles, totalFractionalCycles, strides),
      developer: [[totalStrokes.field, strokes]],
    };
  }
  return countsStrokes(sport)
    ? { own: [[totalCycles, strokes]], developer: [[totalSteps.field, steps]] }
    : {
        own: [],
        developer: [
          [totalStrokes.field, strokes],
          [totalSteps.field, steps],
        ],
      };
}
