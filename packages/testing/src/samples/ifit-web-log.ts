import type { IfitPoint } from "./ifit-change-points.ts";
import { generateIfitLog, type IfitLogOptions } from "./ifit-log.ts";

/** A `{workout, log}` object as `www.ifit.com/me/workouts` carries it: a summary and splits, no series. */
export interface IfitWebLogPayload {
  readonly workout: { readonly _id: string; readonly title: string };
  readonly log: {
    readonly _id: string;
    readonly summary: {
      readonly splits: { readonly km: readonly number[]; readonly mile: readonly number[] };
      readonly totalMeters: number;
      readonly totalSteps: number;
      readonly totalCalories: number;
      readonly averageBPM?: number;
      readonly maxBPM: number | null;
      readonly averageWatts: number;
      readonly maxWatts: number;
      readonly normalizedPower: number;
    };
    readonly duration: number;
    readonly type: string;
    /** ISO 8601 in UTC. */
    readonly start: string;
    readonly workoutId: string;
    readonly origin: string;
  };
}

/** The same workout as `generateIfitLog` makes from these options, in the form of the web page. */
export function generateIfitWebLog(options: IfitLogOptions & { readonly title?: string }): IfitWebLogPayload {
  const { id, summary, stats, duration, type, start, workout_id, origin } = generateIfitLog(options);
  const averageBpm = summary["average_bpm"] ?? 0;
  return {
    workout: { _id: workout_id, title: options.title ?? "Harbor Loop" },
    log: {
      _id: id,
      summary: {
        splits: { km: splits(stats["meters"], 1000), mile: splits(stats["meters"], 1609.344) },
        totalMeters: Math.round(summary["total_meters"] ?? 0),
        totalSteps: summary["total_steps"] ?? 0,
        totalCalories: summary["total_calories"] ?? 0,
        ...(averageBpm > 0 ? { averageBPM: averageBpm } : {}),
        maxBPM: summary["max_bpm"] || null,
        averageWatts: summary["average_watts"] ?? 0,
        maxWatts: summary["max_watts"] ?? 0,
        normalizedPower: summary["normalized_power"] ?? 0,
      },
      duration,
      type,
      start: new Date(start).toISOString(),
      workoutId: workout_id,
      origin,
    },
  };
}

/** How long each full unit took, in milliseconds. */
function splits(meters: readonly IfitPoint[] = [], unitMeters: number): number[] {
  const durationsMs: number[] = [];
  let splitStartMs = 0;
  for (const { value, offset } of meters) {
    if (value < unitMeters * (durationsMs.length + 1)) continue;
    durationsMs.push(offset - splitStartMs);
    splitStartMs = offset;
  }
  return durationsMs;
}
