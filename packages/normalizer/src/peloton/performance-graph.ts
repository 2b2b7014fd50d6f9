import { isObject, type JsonObject, objectOf } from "./fields.ts";
import { entryOf, type MetricEntries, metricEntries, type Metrics, readMetrics } from "./metrics.ts";
import { readRoute, type Route } from "./route.ts";
import { readSampleClock, type SampleClock } from "./sample-clock.ts";
import { readStatedValues, type StatedValues } from "./stated-values.ts";
import { unrecognised } from "./unrecognised.ts";

/** The body of `/api/workout/{id}/performance_graph`, checked and read. */
export interface PerformanceGraph {
  readonly clock: SampleClock;
  readonly metrics: Metrics;
  /** The heart rate metric as sent, for its zones. */
  readonly heartRate: MetricEntries[number] | undefined;
  readonly totals: StatedValues;
  readonly averages: StatedValues;
  /** Null indoors. */
  readonly route: Route | null;
  /** For what only one room needs. */
  readonly fields: JsonObject;
  readonly pointer: string;
}

/**
 * Reads a graph; one that is missing has no samples and states nothing. A workout in progress may
 * have empty lists.
 *
 * @throws {IngestError} `ingest.unrecognised` where a part that is needed has another shape.
 */
export function readPerformanceGraph(graph: unknown, pointer: string): PerformanceGraph {
  if (graph !== null && !isObject(graph)) throw unrecognised(pointer, "a performance graph");
  const fields = objectOf(graph);
  const clock = readSampleClock(
    fields["seconds_since_pedaling_start"],
    `${pointer}/seconds_since_pedaling_start`,
  );
  const entries = metricEntries(fields["metrics"], `${pointer}/metrics`);
  return {
    clock,
    metrics: readMetrics(entries, clock.seconds.length),
    heartRate: entryOf(entries, "heart_rate"),
    totals: readStatedValues(fields["summaries"], `${pointer}/summaries`),
    averages: readStatedValues(fields["average_summaries"], `${pointer}/average_summaries`),
    route: readRoute(fields["location_data"], `${pointer}/location_data`),
    fields,
    pointer,
  };
}
