import type { RecordingTotals } from "../recording/recording.ts";
import type { Lap } from "./lap.ts";

/**
 * What the laps state of the whole: sums, and the greatest of maxima. An average is of one lap; that
 * of several follows from the series.
 */
export function tcxTotals(laps: readonly Lap[]): RecordingTotals {
  const [first, ...others] = laps;
  const only = others.length === 0 ? first : undefined;
  const sum = (value: (lap: Lap) => number | null): number | null =>
    fold(laps.map(value), (total, each) => total + each);
  const max = (value: (lap: Lap) => number | null): number | null =>
    fold(laps.map(value), (most, each) => Math.max(most, each));
  return {
    activeSeconds: sum((lap) => lap.totalSeconds),
    distanceMeters: sum((lap) => lap.distanceMeters),
    caloriesKcal: sum((lap) => lap.caloriesKcal),
    steps: sum((lap) => lap.steps),
    averageBpm: only?.averageBpm ?? null,
    maxBpm: max((lap) => lap.maxBpm),
    averageWatts: only?.averageWatts ?? null,
    maxWatts: max((lap) => lap.maxWatts),
    averageSpeedMetersPerSecond: only?.averageSpeedMetersPerSecond ?? null,
    maxSpeedMetersPerSecond: max((lap) => lap.maxSpeedMetersPerSecond),
    averageCadenceRpm: only?.averageCadenceRpm ?? null,
    maxCadenceRpm: max((lap) => lap.maxCadenceRpm),
  };
}

/** Null where no lap states it. */
function fold(
  values: readonly (number | null)[],
  combine: (one: number, other: number) => number,
): number | null {
  return values.reduce(
    (known, value) => (known === null || value === null ? (known ?? value) : combine(known, value)),
    null,
  );
}
