/**
 * One metric over time as iFit records it: only the points where the value changed, in the order of
 * their offsets. A value holds until the next point; nothing lies between two points but the first
 * of them. Null where there was no measurement. The last point often repeats its predecessor at the
 * end of the workout: the mark up to where the value held.
 */
export interface Series {
  /** Milliseconds since the start, ascending. */
  readonly offsetsMs: readonly number[];
  readonly values: readonly (number | null)[];
}

export const emptySeries: Series = { offsetsMs: [], values: [] };

/** Points by their offsets; equal offsets keep their order. */
export function inOrder(series: Series): Series {
  const { offsetsMs, values } = series;
  if (offsetsMs.every((offsetMs, index) => index === 0 || offsetMs >= (offsetsMs[index - 1] ?? 0)))
    return series;
  const order = offsetsMs.map((_, index) => index);
  order.sort((one, other) => (offsetsMs[one] ?? 0) - (offsetsMs[other] ?? 0));
  return {
    offsetsMs: order.map((index) => offsetsMs[index] ?? 0),
    values: order.map((index) => values[index] ?? null),
  };
}

/** A series of a metric that cannot be 0, such as heart rate: 0 becomes a gap. */
export function zerosAsGaps(series: Series): Series {
  return { ...series, values: series.values.map((value) => (value === 0 ? null : value)) };
}

/**
 * Leaves out the nulls before the first measurement (a strap that is not worn yet). Later ones stay:
 * without them the value before a gap would seem to hold through it.
 */
export function withoutLeadingGap(series: Series): Series {
  const first = series.values.findIndex((value) => value !== null);
  if (first === 0) return series;
  if (first === -1) return emptySeries;
  return { offsetsMs: series.offsetsMs.slice(first), values: series.values.slice(first) };
}

/** A machine without a sensor reports 0 throughout: then nothing was measured. */
export function emptyIfNeverAboveZero(series: Series): Series {
  return series.values.some((value) => value !== null && value > 0) ? series : emptySeries;
}

/**
 * The mean over time: every value weighs as long as it held, the last one up to `endMs`. A plain
 * mean of change points would favor the restless parts of a workout. Null without a measurement.
 */
export function meanOverTime(series: Series, endMs: number): number | null {
  let weighted = 0;
  let heldMs = 0;
  for (const [index, value] of series.values.entries()) {
    const fromMs = series.offsetsMs[index];
    if (value === null || fromMs === undefined) continue;
    const lastedMs = Math.max(0, (series.offsetsMs[index + 1] ?? endMs) - fromMs);
    weighted += value * lastedMs;
    heldMs += lastedMs;
  }
  return heldMs === 0 ? null : weighted / heldMs;
}

export function largest(series: Series): number | null {
  return series.values.reduce(
    (most, value) => (most === null || (value !== null && value > most) ? value : most),
    null,
  );
}

export function smallest(series: Series): number | null {
  return series.values.reduce(
    (least, value) => (value !== null && (least === null || value < least) ? value : least),
    null,
  );
}

/** The total of a cumulative series. */
export function lastValue(series: Series): number | null {
  return series.values.findLast((value) => value !== null) ?? null;
}
