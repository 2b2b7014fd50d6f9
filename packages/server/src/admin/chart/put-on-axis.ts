import type { SampleSeries } from "./read-series.ts";

/** Curves on one axis. */
export interface AxisData {
  readonly time: readonly number[];
  /** As long as `time` each, in the order of the series. */
  readonly columns: readonly (readonly (number | null)[])[];
  readonly reduced: boolean;
}

/** A sample holds for so many of its series' usual intervals; behind that is a gap. */
const holdIntervals = 2.5;

/**
 * Puts curves with times of their own on one axis. Where there are more times than points, each stretch of the axis
 * has two: each curve's lowest and highest of the stretch, in the order they came, so that no peak is lost.
 */
export function putOnAxis(
  series: readonly SampleSeries[],
  part: { readonly fromSeconds: number; readonly toSeconds: number; readonly points: number },
): AxisData {
  const { fromSeconds, toSeconds, points } = part;
  const times = new Set<number>();
  for (const { seconds } of series) {
    for (const at of seconds) if (at >= fromSeconds && at <= toSeconds) times.add(at);
  }
  if (times.size <= points) {
    const time = Array.from(times).sort((left, right) => left - right);
    return { time, columns: series.map((one) => atTimes(one, time)), reduced: false };
  }
  const stretches = Math.floor(points / 2);
  const width = (toSeconds - fromSeconds) / stretches;
  const time = Array.from({ length: stretches * 2 }, (_, index) =>
    round(fromSeconds + (Math.floor(index / 2) + (index % 2 === 0 ? 0.25 : 0.75)) * width),
  );
  const columns = series.map((one) => extremes(one, { fromSeconds, toSeconds, stretches, width }));
  return { time, columns, reduced: true };
}

function atTimes(series: SampleSeries, time: readonly number[]): (number | null)[] {
  const { seconds, values } = series;
  const holdSeconds = usualInterval(seconds) * holdIntervals;
  let next = 0;
  return time.map((at) => {
    while (next < seconds.length && (seconds[next] ?? 0) <= at) next += 1;
    const last = next - 1;
    if (last < 0) return null;
    const lastAt = seconds[last] ?? -Infinity;
    // Behind the last sample the curve ends.
    const holds = lastAt === at || (next < seconds.length && at - lastAt <= holdSeconds);
    return holds ? (values[last] ?? null) : null;
  });
}

function extremes(
  series: SampleSeries,
  axis: {
    readonly fromSeconds: number;
    readonly toSeconds: number;
    readonly stretches: number;
    readonly width: number;
  },
): (number | null)[] {
  const { seconds, values } = series;
  const { fromSeconds, toSeconds, stretches, width } = axis;
  const holdSeconds = usualInterval(seconds) * holdIntervals;
  const column: (number | null)[] = Array.from({ length: stretches * 2 }, () => null);
  const lowAt = new Int32Array(stretches).fill(-1);
  const highAt = new Int32Array(stretches).fill(-1);
  let held = -1;
  for (const [index, at] of seconds.entries()) {
    if (at < fromSeconds) held = index;
    if (at < fromSeconds || at > toSeconds) continue;
    const value = values[index];
    if (value === null || value === undefined) continue;
    const stretch = Math.min(stretches - 1, Math.floor((at - fromSeconds) / width));
    const low = lowAt[stretch] ?? -1;
    const high = highAt[stretch] ?? -1;
    if (low < 0 || value < (values[low] ?? Infinity)) lowAt[stretch] = index;
    if (high < 0 || value > (values[high] ?? -Infinity)) highAt[stretch] = index;
  }
  for (let stretch = 0; stretch < stretches; stretch++) {
    const low = lowAt[stretch] ?? -1;
    const high = highAt[stretch] ?? -1;
    if (low >= 0) {
      column[stretch * 2] = values[Math.min(low, high)] ?? null;
      column[stretch * 2 + 1] = values[Math.max(low, high)] ?? null;
      held = Math.max(low, high);
      continue;
    }
    const middle = fromSeconds + (stretch + 0.5) * width;
    const isHeld = held >= 0 && held < seconds.length - 1 && middle - (seconds[held] ?? 0) <= holdSeconds;
    if (isHeld) column.fill(values[held] ?? null, stretch * 2, stretch * 2 + 2);
  }
  return column;
}

/** The median time between two samples. */
function usualInterval(seconds: readonly number[]): number {
  const intervals = Float64Array.from(seconds.slice(1), (at, index) => at - (seconds[index] ?? at)).sort();
  return intervals[Math.floor(intervals.length / 2)] ?? 0;
}

function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
