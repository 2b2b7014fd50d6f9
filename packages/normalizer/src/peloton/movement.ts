import { averagesOf } from "./averages.ts";
import type { PerformanceGraph } from "./performance-graph.ts";
import * as units from "./units.ts";

/** Cadence (strokes on a rower), speed and pace. */
export function movement(graph: PerformanceGraph) {
  const { cadence, stroke_rate: strokeRate, speed, pace } = graph.metrics;
  const averages = averagesOf(graph);
  const averageSpeed = averages.mean(speed, "avg_speed", units.speedInMetersPerSecond);
  return {
    avg_cadence_rpm:
      averages.mean(cadence, "avg_cadence", units.rpm) ??
      averages.meanOfActive(strokeRate, "avg_stroke_rate", units.strokesPerMinute),
    max_cadence_rpm: averages.largest(cadence) ?? averages.largest(strokeRate),
    avg_speed_meters_per_second: averageSpeed,
    max_speed_meters_per_second: averages.largest(speed),
    avg_pace_minutes_per_kilometer: averagePace(graph, averageSpeed),
    max_pace_minutes_per_kilometer: averages.fastest(pace),
  };
}

/**
 * Where paces are recorded: as Peloton states it, or else from the average speed. A mean of paces
 * would let the slowest seconds decide.
 */
function averagePace({ metrics, averages }: PerformanceGraph, averageSpeed: number | null): number | null {
  const stated = averages("avg_pace", units.paceInMinutesPerKilometer) ?? metrics.pace?.statedMean;
  if (stated !== null && stated !== undefined) return stated;
  return metrics.pace === null || averageSpeed === null || averageSpeed === 0
    ? null
    : 1000 / (averageSpeed * 60);
}
