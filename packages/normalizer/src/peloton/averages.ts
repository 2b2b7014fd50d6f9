import type { Metric } from "./metrics.ts";
import type { PerformanceGraph } from "./performance-graph.ts";
import type { Units } from "./units.ts";

/** Averages and maxima of a workout's metrics, from the best witness. */
export interface Averages {
  /** Seconds at 0 count. */
  mean(metric: Metric | null, slug: string, units: Units): number | null;
  /** Seconds at 0 are pauses and do not count. */
  meanOfActive(metric: Metric | null, slug: string, units: Units): number | null;
  /** For metrics of which more is more. */
  largest(metric: Metric | null): number | null;
  /** For paces: the fastest is the smallest. */
  fastest(metric: Metric | null): number | null;
}

/**
 * With a sample for every second the samples decide: Peloton's own averages treat zeros in different
 * ways. Samples that were thinned out (`every_n` above 1) miss the peaks and run several percent
 * high; then Peloton's figures, made from every second, are better.
 *
 * @param graph its `average_summaries` are asked where a metric says nothing itself.
 */
export function averagesOf(graph: PerformanceGraph): Averages {
  const better = (sampled: number | null | undefined, stated: number | null | undefined): number | null =>
    (graph.clock.isThinned ? (stated ?? sampled) : (sampled ?? stated)) ?? null;
  return {
    mean: (metric, slug, units) => better(metric?.mean, metric?.statedMean) ?? graph.averages(slug, units),
    meanOfActive: (metric, slug, units) =>
      better(metric?.meanWithoutZeros, metric?.statedMean) ?? graph.averages(slug, units),
    largest: (metric) => better(metric?.largest, metric?.statedBest),
    fastest: (metric) => better(metric?.smallest, metric?.statedBest),
  };
}
