import { numberAt, valueAt } from "@musette/core";
import type { LapWindow } from "./lap-windows.ts";
import type { Source } from "./read-source.ts";
import type { Trackpoint } from "./trackpoints.ts";

/** What a lap says of itself; null where neither the activity nor its samples say it. */
export interface LapFacts {
  readonly window: LapWindow;
  readonly points: readonly Trackpoint[];
  readonly totalSeconds: number;
  readonly distanceMeters: number | null;
  readonly calories: number | null;
  readonly averageBpm: number | null;
  readonly maxBpm: number | null;
  readonly averageSpeed: number | null;
  readonly maxSpeed: number | null;
  readonly averageCadence: number | null;
  readonly maxCadence: number | null;
  readonly averageWatts: number | null;
  readonly maxWatts: number | null;
  readonly steps: number | null;
  readonly trigger: unknown;
}

/** The laps of an activity. A single lap says what the activity does, and one of several what is in it. */
export function lapFacts(source: Source): readonly LapFacts[] {
  const { laps, points } = source;
  let next = 0;
  let distanceBefore = 0;
  return laps.map((window, index) => {
    const endMs = laps[index + 1]?.fromMs ?? Infinity;
    const first = next;
    while (next < points.length && (points[next]?.timeMs ?? Infinity) < endMs) next++;
    const own = points.slice(first, next);
    const distanceAfter = own.findLast((point) => point.distanceMeters !== undefined)?.distanceMeters ?? null;
    const covered = distanceAfter === null ? null : Math.max(0, distanceAfter - distanceBefore);
    distanceBefore = distanceAfter ?? distanceBefore;
    return factsOf(source, window, own, covered);
  });
}

function factsOf(
  { item, laps }: Source,
  window: LapWindow,
  points: readonly Trackpoint[],
  coveredMeters: number | null,
): LapFacts {
  const lap = (name: string): number | null => numberAt(window.stated, name);
  const whole = (...path: readonly string[]): number | null =>
    laps.length === 1 ? numberAt(item, ...path) : null;
  const column = (metric: keyof Trackpoint): readonly number[] =>
    points.flatMap((point) => point[metric] ?? []);
  return {
    window,
    points,
    totalSeconds:
      lap("active_duration_seconds") ??
      whole("active_durations_data", "activity_seconds") ??
      (window.toMs - window.fromMs) / 1000,
    distanceMeters:
      lap("distance_meters") ?? whole("distance_data", "summary", "distance_meters") ?? coveredMeters,
    calories: lap("calories") ?? whole("calories_data", "total_burned_calories"),
    averageBpm: lap("avg_hr_bpm") ?? whole("heart_rate_data", "summary", "avg_hr_bpm") ?? mean(column("bpm")),
    maxBpm: whole("heart_rate_data", "summary", "max_hr_bpm") ?? largest(column("bpm")),
    averageSpeed:
      lap("avg_speed_meters_per_second") ??
      whole("movement_data", "avg_speed_meters_per_second") ??
      mean(column("speedMetersPerSecond")),
    maxSpeed:
      whole("movement_data", "max_speed_meters_per_second") ?? largest(column("speedMetersPerSecond")),
    averageCadence: whole("movement_data", "avg_cadence_rpm") ?? mean(column("cadenceRpm")),
    maxCadence: whole("movement_data", "max_cadence_rpm") ?? largest(column("cadenceRpm")),
    averageWatts: lap("avg_watts") ?? whole("power_data", "avg_watts") ?? mean(column("watts")),
    maxWatts: whole("power_data", "max_watts") ?? largest(column("watts")),
    steps: whole("distance_data", "summary", "steps"),
    trigger: valueAt(window.stated, "trigger_method"),
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function largest(values: readonly number[]): number | null {
  return values.reduce<number | null>((most, value) => (most === null || value > most ? value : most), null);
}
