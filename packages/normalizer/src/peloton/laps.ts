import type { LapSample } from "@musette/core";
import { type Column, measuredAt } from "./column.ts";
import type { LapWindow } from "./lap-windows.ts";
import type { PerformanceGraph } from "./performance-graph.ts";

/**
 * Laps in Terra's form, with the averages of the samples that fall into them. Thinned samples do for
 * the heart rate, but would overstate watts and speed.
 */
export function laps(
  windows: readonly LapWindow[],
  { clock, metrics }: PerformanceGraph,
  timestampAt: (second: number) => string,
): readonly LapSample[] {
  return windows.map(({ fromSecond, toSecond, distanceMeters, trigger }) => {
    const first = indexAfter(clock.seconds, fromSecond);
    const end = indexAfter(clock.seconds, toSecond);
    const meanOf = (column: Column | null) => (clock.isThinned ? null : meanWithin(column, first, end));
    return {
      start_time: timestampAt(fromSecond),
      end_time: timestampAt(toSecond),
      distance_meters: distanceMeters,
      calories: null,
      avg_hr_bpm: meanWithin(metrics.heart_rate, first, end),
      avg_speed_meters_per_second:
        distanceMeters === null ? meanOf(metrics.speed) : distanceMeters / (toSecond - fromSecond),
      total_strokes: null,
      stroke_type: null,
      avg_watts: meanOf(metrics.output),
      active_duration_seconds: Math.round(toSecond - fromSecond),
      trigger_method: trigger,
    };
  });
}

/** The first sample after this second. A sample tells of the time before it. */
function indexAfter(seconds: ArrayLike<number>, second: number): number {
  let low = 0;
  let high = seconds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((seconds[middle] ?? 0) > second) high = middle;
    else low = middle + 1;
  }
  return low;
}

function meanWithin(column: Column | null, first: number, end: number): number | null {
  if (column === null) return null;
  let sum = 0;
  let measured = 0;
  for (let index = first; index < end; index++) {
    const value = measuredAt(column, index);
    if (value === null) continue;
    sum += value;
    measured++;
  }
  return measured === 0 ? null : sum / measured;
}
