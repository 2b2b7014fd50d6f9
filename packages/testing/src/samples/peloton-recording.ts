import type { DisciplineShape } from "./peloton-disciplines.ts";
import type { Effort, MetricShape } from "./peloton-metrics.ts";
import type { Random } from "./random.ts";

/** What a machine recorded: one value of every metric for each second of the clock. */
export interface PelotonRecording {
  /** `seconds_since_pedaling_start`: from 1 on, with gaps where nothing was recorded. */
  readonly seconds: readonly number[];
  readonly columns: readonly RecordedMetric[];
  /** Covered up to each of `seconds`. */
  readonly meters: readonly number[];
}

export interface RecordedMetric {
  readonly metric: MetricShape;
  readonly values: readonly (number | null)[];
}

/** Parts of a workout in which something happens, in seconds. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Records every second: a warm-up, intervals, a cool-down, noise on all of it; pauses in which the
 * person stands; a heart rate that reads 0 while the strap has no contact.
 */
export function recordPeloton(
  random: Random,
  shape: DisciplineShape,
  durationSeconds: number,
  hasGaps: boolean,
): PelotonRecording {
  const gaps = hasGaps ? stretches(random, random.integer(1, 4), durationSeconds, 20) : [];
  const pauses = stretches(random, random.integer(0, 3), durationSeconds, 30);
  const lostContact = [{ from: 1, to: random.integer(0, 14) }, ...stretches(random, 1, durationSeconds, 8)];
  const intervalSeconds = random.integer(60, 240);
  const strength = random.between(0.55, 0.95);
  const seconds: number[] = [];
  for (let second = 1; second <= durationSeconds; second++) {
    if (!isWithin(second, gaps)) seconds.push(second);
  }
  const efforts = seconds.map((second): Effort => ({
    level: strength * effortLevel(second / durationSeconds, second / intervalSeconds),
    isIdle: isWithin(second, pauses),
    noise: random.between(-1, 1),
  }));
  const columns = shape.metrics.map((metric) => ({
    metric,
    values: efforts.map((effort, index) =>
      metric.slug === "heart_rate" && isWithin(seconds[index] ?? 0, lostContact) ? 0 : metric.valueAt(effort),
    ),
  }));
  return { seconds, columns, meters: coveredMeters(columns, seconds.length) };
}

/** Up in the first tenth, down in the last, and hard and easy by turns between. */
function effortLevel(progress: number, intervals: number): number {
  const ramp = Math.min(1, progress * 10, (1 - progress) * 10);
  return 0.3 + 0.5 * ramp + 0.2 * ramp * Math.sin(intervals * 2 * Math.PI);
}

function stretches(random: Random, count: number, durationSeconds: number, longest: number): Stretch[] {
  return Array.from({ length: count }, () => {
    const from = random.integer(Math.ceil(durationSeconds * 0.1), Math.ceil(durationSeconds * 0.8));
    return { from, to: from + random.integer(2, longest) };
  });
}

function isWithin(second: number, list: readonly Stretch[]): boolean {
  return list.some(({ from, to }) => second >= from && second <= to);
}

/** Meters per second from what each machine shows. */
const metersPerSecond: Readonly<Record<string, (value: number) => number>> = {
  mph: (value) => value * 0.44704,
  kph: (value) => value / 3.6,
  "min/mi": (value) => 1609.344 / (value * 60),
  "min/500m": (value) => 500 / (value * 60),
};

function coveredMeters(columns: readonly RecordedMetric[], length: number): readonly number[] {
  const column = columns.find(({ metric }) => metric.display_unit in metersPerSecond);
  const toSpeed = metersPerSecond[column?.metric.display_unit ?? ""];
  let meters = 0;
  return Array.from({ length }, (_, index) => {
    const value = column?.values[index] ?? null;
    meters += value === null || toSpeed === undefined ? 0 : toSpeed(value);
    return meters;
  });
}

/** Every n-th sample and the last one, as the vendor answers `every_n`. */
export function thinned(recording: PelotonRecording, everyN: number): PelotonRecording {
  const { seconds, columns, meters } = recording;
  const isKept = (_: unknown, index: number): boolean => index % everyN === 0 || index === seconds.length - 1;
  return {
    seconds: seconds.filter(isKept),
    columns: columns.map(({ metric, values }) => ({ metric, values: values.filter(isKept) })),
    meters: meters.filter(isKept),
  };
}
