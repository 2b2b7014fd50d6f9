import type { Column } from "../content-digest.ts";
import type { PerformanceGraph } from "./performance-graph.ts";

/**
 * All samples of a workout by name, for its content digest. The values are Peloton's, before
 * conversion, so the factor is part of the name.
 */
export function seriesOf({ clock, metrics, route }: PerformanceGraph): Readonly<Record<string, Column>> {
  const series: Record<string, Column> = { ...route, clock: clock.seconds };
  for (const [slug, metric] of Object.entries(metrics)) {
    if (metric !== null) series[`${slug} ${metric.factor}`] = metric.integers ?? metric.values;
  }
  return series;
}
