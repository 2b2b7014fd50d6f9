import type { ParsedFit } from "fit-file-parser";
import type { Series } from "../../pack-series.ts";
import { altitude } from "./altitude.ts";
import type { FitSession } from "./fit-session.ts";

type FitRecord = NonNullable<ParsedFit["records"]>[number];

/** What 100 % is for the record field "resistance". */
const mostResistance = 254;

/**
 * How each series is read from a record. Some have two fields, a finer one first; some have a developer
 * field instead, which the parser puts beside the others under its own name.
 */
const readers = {
  bpm: (record: FitRecord) => record.heart_rate,
  watts: (record: FitRecord) => record.power,
  cadence: ({ cadence, fractional_cadence }: FitRecord) =>
    cadence === undefined ? undefined : cadence + (fractional_cadence ?? 0),
  speed: ({ enhanced_speed, speed }: FitRecord) => enhanced_speed ?? speed,
  distance: (record: FitRecord) => record.distance,
  altitude: (record: FitRecord) => altitude(record.enhanced_altitude ?? record.altitude),
  calories: (record: FitRecord) => record.calories,
  latitude: (record: FitRecord) => record.position_lat,
  longitude: (record: FitRecord) => record.position_long,
  resistance: (record: FitRecord) =>
    developer(record, "resistance_percent") ??
    (typeof record.resistance === "number" ? (record.resistance / mostResistance) * 100 : undefined),
  resistanceLevel: (record: FitRecord) => developer(record, "resistance_level"),
  incline: (record: FitRecord) => developer(record, "incline_percent") ?? record.grade,
  strokeRate: (record: FitRecord) => developer(record, "stroke_rate"),
  splitPace: (record: FitRecord) => developer(record, "split_pace"),
  steps: (record: FitRecord) => developer(record, "steps"),
  torque: (record: FitRecord) => developer(record, "torque"),
} as const satisfies Record<string, (record: FitRecord) => unknown>;

export type SeriesName = keyof typeof readers;

/** Every series is there, one value for each record; null where a record has none. */
export type RecordValues = Readonly<Record<SeriesName, Series>>;

export function recordValues({ records, session }: FitSession): RecordValues {
  const values = new Map<string, Series>();
  for (const [name, read] of Object.entries(readers)) {
    values.set(
      name,
      records.map((record) => numberOf(read(record))),
    );
  }
  // On a rower the cadence is the stroke rate.
  const isRower = session.sport === "rowing" && values.get("strokeRate")?.every((value) => value === null);
  if (isRower === true) values.set("strokeRate", values.get("cadence") ?? []);
  return Object.fromEntries<unknown>(values) as RecordValues;
}

function developer(record: FitRecord, name: string): unknown {
  return (record as Readonly<Record<string, unknown>>)[name];
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
