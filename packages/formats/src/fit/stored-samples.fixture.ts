import type { Activity } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";

/** What FIT should hold of one second of an activity: in its units and rounded to its steps. */
export interface StoredSample {
  /** Unix seconds. */
  readonly second: number;
  readonly bpm: number | null;
  readonly watts: number | null;
  readonly meters: number | null;
  readonly metersPerSecond: number | null;
  readonly rpm: number | null;
  readonly kilocalories: number | null;
  readonly resistancePercentage: number | null;
  readonly inclinePercentage: number | null;
  readonly strokesPerMinute: number | null;
}

type Name = Exclude<keyof StoredSample, "second">;
type Row = { -readonly [Key in keyof StoredSample]: StoredSample[Key] };
type Series = readonly [name: Name, samples: unknown, field: string, store: (value: number) => number];

const hundredths = (value: number) => Math.round(value * 100) / 100;
const thousandths = (value: number) => Math.round(value * 1000) / 1000;

/** The samples of an activity by the second, computed apart from the encoder. */
export function storedSamples(event: FormatEvent): readonly StoredSample[] {
  const activity = event.item() as Activity;
  const { heart_rate_data, power_data, distance_data, movement_data, calories_data, musette_data } = activity;
  const series: readonly Series[] = [
    ["bpm", heart_rate_data?.detailed?.hr_samples, "bpm", Math.round],
    ["watts", power_data?.power_samples, "watts", Math.round],
    ["meters", distance_data?.detailed?.distance_samples, "distance_meters", hundredths],
    ["metersPerSecond", movement_data?.speed_samples, "speed_meters_per_second", thousandths],
    ["rpm", movement_data?.cadence_samples, "cadence_rpm", Math.floor],
    ["kilocalories", calories_data?.calorie_samples, "calories", Math.round],
    [
      "resistancePercentage",
      musette_data?.resistance_data?.resistance_samples,
      "resistance_percentage",
      Math.fround,
    ],
    ["inclinePercentage", musette_data?.incline_data?.incline_samples, "incline_percentage", Math.fround],
    [
      "strokesPerMinute",
      musette_data?.stroke_data?.stroke_rate_samples,
      "stroke_rate_strokes_per_minute",
      Math.fround,
    ],
  ];
  const rows = new Map<number, Row>();
  for (const [name, samples, field, store] of series) {
    for (const sample of (samples ?? []) as readonly Readonly<Record<string, unknown>>[]) {
      const value = sample[field];
      if (typeof value !== "number") continue;
      const row = rowAt(rows, Math.round(Date.parse(String(sample["timestamp"])) / 1000));
      row[name] = store(value);
    }
  }
  for (const second of otherSeconds(activity)) rowAt(rows, second);
  return [...rows.values()].toSorted((one, other) => one.second - other.second);
}

function rowAt(rows: Map<number, Row>, second: number): Row {
  const known = rows.get(second);
  if (known !== undefined) return known;
  const row: Row = {
    second,
    bpm: null,
    watts: null,
    meters: null,
    metersPerSecond: null,
    rpm: null,
    kilocalories: null,
    resistancePercentage: null,
    inclinePercentage: null,
    strokesPerMinute: null,
  };
  rows.set(second, row);
  return row;
}

/** When something was measured that is not compared here, but makes a record. */
function otherSeconds({ distance_data, position_data, musette_data }: Activity): readonly number[] {
  const lists = [
    [distance_data?.detailed?.elevation_samples, "elev_meters"],
    [distance_data?.detailed?.step_samples, "steps"],
    [position_data?.position_samples, "coords_lat_lng_deg"],
    [musette_data?.resistance_data?.resistance_samples, "resistance_level"],
    [musette_data?.stroke_data?.split_pace_samples, "split_pace_seconds_per_500_meters"],
  ] as const;
  return lists.flatMap(([samples, field]) =>
    ((samples ?? []) as readonly Readonly<Record<string, unknown>>[])
      .filter((sample) => (sample[field] ?? null) !== null)
      .map((sample) => Math.round(Date.parse(String(sample["timestamp"])) / 1000)),
  );
}
