import { sampleMetrics } from "@musette/core";
import type { Column } from "./column.ts";

const counters: ReadonlySet<string> = new Set(["distance_meters", "latitude_degrees", "longitude_degrees"]);

/** What is measured, in the words of `terra_samples`, and the position. */
export const measuredColumns: readonly string[] = [
  ...sampleMetrics.map(([metric]) => metric),
  "latitude_degrees",
  "longitude_degrees",
];

/**
 * The columns of the table `activity_samples`, one row for an instant of an activity: `timestamp_utc`
 * is null where the sample gives a local time without an offset, `t_seconds` counts from the start, by
 * the activity's own timer where it has one. A column is null where its list has no sample at that
 * instant: of a machine that reports only changes nothing is carried on.
 */
export const sampleColumns: readonly Column[] = [
  { name: "event_key", type: "text" },
  { name: "event_id", type: "text" },
  { name: "timestamp_utc", type: "timestamp" },
  { name: "t_seconds", type: "double", like: "counter" },
  ...measuredColumns.map((name): Column => ({
    name,
    type: "double",
    ...(counters.has(name) && { like: "counter" }),
  })),
];
