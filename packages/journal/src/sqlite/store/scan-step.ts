import type { ScanStep } from "../thread/protocol.ts";

/**
 * What one look at a table found.
 *
 * @param rows What was looked at, in order; `isLast` when there is nothing behind it.
 * @param limit Most rows to find; null: only counts.
 */
export function scanStep<Row, Place>(
  rows: readonly Row[],
  options: {
    readonly isLast: boolean;
    readonly limit: number | null;
    readonly matches: (row: Row) => boolean;
    readonly placeOf: (row: Row) => Place;
  },
): ScanStep<Row, Place> {
  const { isLast, limit, matches, placeOf } = options;
  const matching = rows.filter(matches);
  if (limit === null || matching.length <= limit) {
    const last = rows.at(-1);
    const next = isLast || last === undefined ? null : placeOf(last);
    return { found: limit === null ? [] : matching, count: matching.length, next };
  }
  const found = matching.slice(0, limit);
  const last = found.at(-1);
  return { found, count: found.length, next: last === undefined ? null : placeOf(last) };
}
