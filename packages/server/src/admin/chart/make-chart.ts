import type { Chart, ChartSeries } from "@musette/console";
import { secondsBetween } from "@musette/core";
import { putOnAxis } from "./put-on-axis.ts";
import { readLaps, readZones } from "./read-laps.ts";
import { readPosition } from "./read-position.ts";
import { readSeries, type SampleSeries } from "./read-series.ts";
import { seriesLabels } from "./series-labels.ts";

export interface ChartPart {
  /** Seconds since the start; undefined: from the beginning, to the end. */
  readonly fromSeconds: number | undefined;
  readonly toSeconds: number | undefined;
  readonly points: number;
}

/** An activity's curves, laps, zones and way. */
export function makeChart(
  item: unknown,
  times: { readonly startTime: string | null; readonly endTime: string | null },
  part: ChartPart,
): Chart {
  const { startTime, endTime } = times;
  const all = readSeries(item, startTime);
  const lastSeconds = Math.max(0, ...all.map(({ seconds }) => seconds.at(-1) ?? 0));
  const durationSeconds = Math.max(secondsBetween(startTime, endTime) ?? 0, lastSeconds);
  const fromSeconds = Math.min(part.fromSeconds ?? 0, durationSeconds);
  const toSeconds = Math.max(fromSeconds, Math.min(part.toSeconds ?? durationSeconds, durationSeconds));
  const { time, columns, reduced } = putOnAxis(all, { fromSeconds, toSeconds, points: part.points });
  return {
    startTime,
    durationSeconds,
    fromSeconds,
    toSeconds,
    reduced,
    time,
    series: all.map((one, index) => describe(one, columns[index] ?? [], fromSeconds, toSeconds)),
    laps: readLaps(item, startTime),
    zones: readZones(item),
    position: readPosition(item, startTime, part.points),
  };
}

function describe(
  { name, seconds, values }: SampleSeries,
  column: readonly (number | null)[],
  fromSeconds: number,
  toSeconds: number,
): ChartSeries {
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  let count = 0;
  for (const [index, value] of values.entries()) {
    const at = seconds[index] ?? Number.NaN;
    if (value === null || !(at >= fromSeconds && at <= toSeconds)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
    count += 1;
  }
  const [label, unit] = seriesLabels[name] ?? [name, ""];
  const some = count > 0;
  return {
    name,
    label,
    unit,
    values: column,
    min: some ? min : null,
    max: some ? max : null,
    mean: some ? sum / count : null,
  };
}
