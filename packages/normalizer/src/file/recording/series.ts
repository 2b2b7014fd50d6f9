/** One metric over time: only the moments at which it was measured. */
export interface Series {
  /** As in the time frame of the recording, ascending. */
  readonly timesMs: readonly number[];
  readonly values: readonly number[];
}

export const emptySeries: Series = { timesMs: [], values: [] };

/** A column beside a list of times, with nulls where nothing was measured. */
export function seriesOf(timesMs: readonly number[], column: readonly (number | null)[]): Series {
  const measured = column.flatMap((value, index) => {
    const timeMs = timesMs[index];
    return value === null || timeMs === undefined ? [] : [{ timeMs, value }];
  });
  return {
    timesMs: measured.map(({ timeMs }) => timeMs),
    values: measured.map(({ value }) => value),
  };
}

export function mean({ values }: Series): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function largest({ values }: Series): number | null {
  return values.reduce<number | null>((most, value) => (most === null || value > most ? value : most), null);
}

export function smallest({ values }: Series): number | null {
  return values.reduce<number | null>(
    (least, value) => (least === null || value < least ? value : least),
    null,
  );
}
