import { measuredAt, type MeasuredColumn, readColumn } from "./column.ts";
import { conversionFactor } from "./conversion-factor.ts";
import { isObject, type JsonObject, numberOf } from "./fields.ts";
import { isNumbers } from "../json/read-numbers.ts";
import { readList } from "./read-list.ts";
import * as units from "./units.ts";
import { unrecognised } from "./unrecognised.ts";

/** One metric of a performance graph: its samples, and what Peloton itself says of them. */
export interface Metric extends MeasuredColumn {
  /** `average_value`, which left zeros out since 2021 and counted them before. */
  readonly statedMean: number | null;
  /** `max_value`; of a pace that is the fastest, so the smallest. */
  readonly statedBest: number | null;
}

/** The metrics that are read, by slug. Others are ignored. */
const kinds = {
  output: { units: units.watts, zeroIsMissing: false },
  cadence: { units: units.rpm, zeroIsMissing: false },
  resistance: { units: units.percent, zeroIsMissing: false },
  speed: { units: units.speedInMetersPerSecond, zeroIsMissing: false },
  pace: { units: units.paceInMinutesPerKilometer, zeroIsMissing: true },
  incline: { units: units.percent, zeroIsMissing: false },
  altitude: { units: units.elevationInMeters, zeroIsMissing: false },
  heart_rate: { units: units.bpm, zeroIsMissing: true },
  stroke_rate: { units: units.strokesPerMinute, zeroIsMissing: false },
  split_pace: { units: units.splitPaceInSecondsPer500Meters, zeroIsMissing: true },
} as const;

type Slug = keyof typeof kinds;

/** Null where the workout has no such metric. */
export type Metrics = Readonly<Record<Slug, Metric | null>>;

/** The entries of `metrics`, to be looked up by slug: their order is not fixed. */
export type MetricEntries = readonly { readonly fields: JsonObject; readonly pointer: string }[];

/** @throws {IngestError} `ingest.unrecognised` where it is no list of metrics. */
export function metricEntries(list: unknown, pointer: string): MetricEntries {
  return readList(list, pointer).map((fields, index) => {
    if (!isObject(fields)) throw unrecognised(`${pointer}/${index}`, "a metric with slug and values");
    return { fields, pointer: `${pointer}/${index}` };
  });
}

export function entryOf(entries: MetricEntries, slug: Slug): MetricEntries[number] | undefined {
  return entries.find((entry) => entry.fields["slug"] === slug);
}

/**
 * Reads the samples of all metrics that are known. On a treadmill and outdoors the speed is an
 * alternative of the pace; where even that is missing, it follows from the pace.
 *
 * @param samples the length of the sample clock.
 * @throws {IngestError} `ingest.unrecognised` where a metric has another shape, length or unit.
 */
export function readMetrics(entries: MetricEntries, samples: number): Metrics {
  const read = (slug: Slug, within = entries): Metric | null => readMetric(slug, within, samples);
  const pace = read("pace");
  return {
    output: read("output"),
    cadence: read("cadence"),
    resistance: read("resistance"),
    speed: read("speed") ?? read("speed", alternativesOf(entryOf(entries, "pace"))) ?? speedOf(pace),
    pace,
    incline: read("incline"),
    altitude: read("altitude"),
    heart_rate: read("heart_rate"),
    stroke_rate: read("stroke_rate"),
    split_pace: read("split_pace"),
  };
}

function readMetric(slug: Slug, entries: MetricEntries, samples: number): Metric | null {
  const entry = entryOf(entries, slug);
  if (entry === undefined) return null;
  const { fields, pointer } = entry;
  const values = fields["values"];
  if (!Array.isArray(values) && !isNumbers(values))
    throw unrecognised(`${pointer}/values`, "a list of numbers");
  if (values.length !== 0 && values.length !== samples) {
    throw unrecognised(`${pointer}/values`, "one value for each of seconds_since_pedaling_start");
  }
  const kind = kinds[slug];
  const mean = numberOf(fields["average_value"]);
  const best = numberOf(fields["max_value"]);
  if (values.length === 0 && mean === null && best === null) return null;
  const factor = conversionFactor(fields["display_unit"], kind.units, `${pointer}/display_unit`);
  const stated = (value: number | null): number | null =>
    value === null || (value === 0 && kind.zeroIsMissing) ? null : value * factor;
  return {
    ...readColumn(values, factor, kind.zeroIsMissing, `${pointer}/values`),
    statedMean: stated(mean),
    statedBest: stated(best),
  };
}

function alternativesOf(entry: MetricEntries[number] | undefined): MetricEntries {
  return entry === undefined
    ? []
    : metricEntries(entry.fields["alternatives"], `${entry.pointer}/alternatives`);
}

/** Meters per second from minutes per kilometer; unknown where the pace is: while the person stood. */
function speedOf(pace: Metric | null): Metric | null {
  if (pace === null) return null;
  const speeds = Array.from(pace.values, (_, index) => {
    const minutesPerKilometer = measuredAt(pace, index);
    return minutesPerKilometer === null ? null : 1000 / (minutesPerKilometer * 60);
  });
  return { ...readColumn(speeds, 1, false, ""), statedMean: null, statedBest: null };
}
