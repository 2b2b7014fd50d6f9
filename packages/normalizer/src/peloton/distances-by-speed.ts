import type { Activity } from "@musette/core";
import { type Column, measuredAt } from "./column.ts";
import type { PerformanceGraph } from "./performance-graph.ts";
import { secondsCoveredBy } from "./sample-clock.ts";

/**
 * Meters covered up to each sample of the clock, from the speed; null without one. Thinned samples
 * add up to several percent too much, so the whole is scaled to the total that Peloton states.
 */
export function distancesBySpeed({ clock, metrics }: PerformanceGraph, summary: Activity): Column | null {
  const { speed } = metrics;
  if (speed === null) return null;
  let coveredMeters = 0;
  const values = Array.from(speed.values, (_, index) => {
    coveredMeters += (measuredAt(speed, index) ?? 0) * secondsCoveredBy(clock, index);
    return coveredMeters;
  });
  const statedMeters = summary.distance_data?.summary?.distance_meters ?? null;
  const factor = statedMeters === null || coveredMeters === 0 ? 1 : statedMeters / coveredMeters;
  // Of a clock that hardly moves.
  if (!Number.isFinite(factor * coveredMeters)) return null;
  return { values, factor, zeroIsMissing: false };
}
