/** One point of an iFit series. */
export interface IfitPoint {
  readonly value: number;
  /** Milliseconds since the start. */
  readonly offset: number;
}

/**
 * Writes one value a second down as iFit does: a point only where the value changed, and the last
 * value once more at the end of the workout. A metric that was not recorded is an empty list.
 */
export function changePoints(valuesPerSecond: readonly number[], durationMs: number): IfitPoint[] {
  const points: IfitPoint[] = [];
  for (const [second, value] of valuesPerSecond.entries()) {
    if (value !== points.at(-1)?.value) points.push({ value, offset: second * 1000 });
  }
  const last = points.at(-1);
  if (last !== undefined) points.push({ value: last.value, offset: durationMs });
  return points;
}
