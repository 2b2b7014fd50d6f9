import { disciplineSlug } from "./history-activity.ts";
import type { HistoryRow } from "./history-row.ts";

/**
 * Ids for workouts that have none: the start on the clocks of where it was, and the discipline. Those
 * are the same in every export, while labels of zones, class types and values change. Of several
 * workouts that began in the same minute the later ones in the file are numbered; equal rows are one.
 */
export function createSummaryIds(): (row: HistoryRow) => string {
  const known = new Map<string, string[]>();
  return ({ start, discipline, title, minutes }) => {
    const minute = new Date(start.wallMs).toISOString().slice(0, 16);
    const id = `history-${minute}-${disciplineSlug(discipline)}`;
    const workout = JSON.stringify([title, minutes]);
    const others = known.get(id) ?? [];
    if (!others.includes(workout)) known.set(id, [...others, workout]);
    const ordinal = (known.get(id) ?? []).indexOf(workout);
    return ordinal === 0 ? id : `${id}-${ordinal + 1}`;
  };
}
