import { activityRow, sampleMetrics, valueAt } from "@musette/core";
import type { FormatEvent } from "../format-event.ts";

/** Values of a series by Unix second; of several within a second the last. */
export type SecondValues = ReadonlyMap<number, number>;

/** What is compared between formats: totals by column of the activity's row, series by metric. */
export interface Measured {
  readonly totals: ReadonlyMap<string, number>;
  readonly series: ReadonlyMap<string, SecondValues>;
}

export const totalNames = [
  "distance_meters",
  "work_kilojoules",
  "avg_watts",
  "max_watts",
  "avg_hr_bpm",
  "max_hr_bpm",
  "total_burned_calories",
  "avg_cadence_rpm",
  "max_cadence_rpm",
  "avg_speed_meters_per_second",
  "max_speed_meters_per_second",
] as const;

/** Totals and series of an activity in Terra's model. */
export function measureActivity(
  event: Pick<FormatEvent, "item">,
  activity: unknown = event.item(),
): Measured {
  const nobody = { id: "", key: "", revision: 0, receivedAtMs: 0, startTime: null, endTime: null, user: {} };
  const row = activityRow({ ...nobody, ...event, item: () => activity } as never) as unknown as Readonly<
    Record<string, unknown>
  >;
  return {
    totals: totalsOf(row),
    series: new Map(sampleMetrics.flatMap((metric) => seriesOf(activity, metric))),
  };
}

/** The totals of a row with the columns of `terra_activities`. */
export function totalsOf(row: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> {
  return new Map(
    totalNames.flatMap((name) => {
      const value = row[name];
      return value === null || value === undefined || value === "" ? [] : [[name, Number(value)] as const];
    }),
  );
}

function seriesOf(activity: unknown, [name, path, field]: (typeof sampleMetrics)[number]) {
  const samples = (valueAt(activity, ...path) ?? []) as readonly Readonly<Record<string, unknown>>[];
  const values = new Map<number, number>();
  for (const sample of samples) {
    const value = sample[field];
    if (typeof value === "number") values.set(toSecond(Date.parse(String(sample["timestamp"]))), value);
  }
  return values.size === 0 ? [] : [[name, values] as const];
}

export function toSecond(epochMs: number): number {
  return Math.round(epochMs / 1000);
}
