import { numberAt, valueAt } from "@musette/core";
import type { ReadTime } from "../time/create-time-reader.ts";

/** What was measured at one moment. */
export interface Trackpoint {
  /** Unix milliseconds; without an offset those of the same time in UTC. */
  readonly timeMs: number;
  latitude?: number;
  longitude?: number;
  altitudeMeters?: number;
  /** Since the start of the activity. */
  distanceMeters?: number;
  bpm?: number;
  cadenceRpm?: number;
  watts?: number;
  speedMetersPerSecond?: number;
}

type Metric = Exclude<keyof Trackpoint, "timeMs">;

/** The metrics of a list of samples, and where each is in a sample. */
interface SampleList {
  readonly list: readonly string[];
  readonly values: readonly (readonly [metric: Metric, path: readonly string[]])[];
}

const sampleLists: readonly SampleList[] = [
  { list: ["distance_data", "detailed", "elevation_samples"], values: [["altitudeMeters", ["elev_meters"]]] },
  {
    list: ["distance_data", "detailed", "distance_samples"],
    values: [["distanceMeters", ["distance_meters"]]],
  },
  { list: ["heart_rate_data", "detailed", "hr_samples"], values: [["bpm", ["bpm"]]] },
  { list: ["movement_data", "cadence_samples"], values: [["cadenceRpm", ["cadence_rpm"]]] },
  { list: ["power_data", "power_samples"], values: [["watts", ["watts"]]] },
  {
    list: ["movement_data", "speed_samples"],
    values: [["speedMetersPerSecond", ["speed_meters_per_second"]]],
  },
  {
    list: ["position_data", "position_samples"],
    values: [
      ["latitude", ["coords_lat_lng_deg", "0"]],
      ["longitude", ["coords_lat_lng_deg", "1"]],
    ],
  },
];

/**
 * The samples of all lists by their time, ascending. Two samples of one list at the same time make two
 * points. A sample without a timestamp is placed by its timer; one with neither has no place.
 *
 * @param startMs of the activity.
 */
export function trackpointsOf(item: unknown, startMs: number, readTime: ReadTime): readonly Trackpoint[] {
  const points = new Map<number, Trackpoint[]>();
  for (const { list, values } of sampleLists) {
    const samples = valueAt(item, ...list);
    if (!Array.isArray(samples)) continue;
    for (const sample of samples as readonly unknown[]) {
      const timeMs = timeOf(sample, startMs, readTime);
      const measured = values.map(([metric, path]) => [metric, numberAt(sample, ...path)] as const);
      if (timeMs === null || measured.some(([, value]) => value === null)) continue;
      const point = pointFor(values[0]?.[0] ?? "bpm", timeMs, points);
      for (const [metric, value] of measured) point[metric] = value ?? 0;
    }
  }
  return [...points.values()].flat().sort((one, other) => one.timeMs - other.timeMs);
}

function timeOf(sample: unknown, startMs: number, readTime: ReadTime): number | null {
  const micros = readTime(valueAt(sample, "timestamp"));
  if (!Number.isNaN(micros)) return Math.round(micros / 1000);
  const seconds = numberAt(sample, "timer_duration_seconds");
  return seconds === null ? null : startMs + Math.round(seconds * 1000);
}

/** The first point of that time which lacks the metric. */
function pointFor(metric: Metric, timeMs: number, points: Map<number, Trackpoint[]>): Trackpoint {
  const known = points.get(timeMs);
  const free = known?.find((point) => point[metric] === undefined);
  if (free !== undefined) return free;
  const point: Trackpoint = { timeMs };
  if (known === undefined) points.set(timeMs, [point]);
  else known.push(point);
  return point;
}
