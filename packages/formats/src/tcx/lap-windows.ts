import { numberAt, valueAt } from "@musette/core";
import type { ReadTime } from "../time/create-time-reader.ts";

/** A part of the activity that becomes a lap. */
export interface LapWindow {
  readonly fromMs: number;
  readonly toMs: number;
  /** What the activity says of it; null for a part that it has no lap for. */
  readonly stated: unknown;
}

/** Laps that begin or end this much apart from their neighbors touch them. */
const toleranceMs = 1000;

/**
 * The activity's laps, with laps in between where it has none, as every trackpoint must be in one. Null
 * where it has none, or they overlap or leave the activity: then it is a single lap.
 */
export function lapWindows(
  item: unknown,
  startMs: number,
  endMs: number,
  readTime: ReadTime,
): readonly LapWindow[] | null {
  const laps = valueAt(item, "lap_data", "laps");
  if (!Array.isArray(laps) || laps.length === 0) return null;
  const windows: LapWindow[] = [];
  let atMs = startMs;
  for (const stated of laps as readonly unknown[]) {
    const window = windowOf(stated, readTime);
    if (window === null || window.fromMs < atMs - toleranceMs || window.toMs > endMs + toleranceMs)
      return null;
    const isGap = window.fromMs > atMs + toleranceMs;
    if (isGap) windows.push({ fromMs: atMs, toMs: window.fromMs, stated: null });
    windows.push(window);
    atMs = window.toMs;
  }
  if (endMs > atMs + toleranceMs) windows.push({ fromMs: atMs, toMs: endMs, stated: null });
  return windows;
}

function windowOf(stated: unknown, readTime: ReadTime): LapWindow | null {
  const fromMs = Math.round(readTime(valueAt(stated, "start_time")) / 1000);
  const endMs = Math.round(readTime(valueAt(stated, "end_time")) / 1000);
  const seconds = numberAt(stated, "active_duration_seconds");
  const toMs = Number.isNaN(endMs) && seconds !== null ? fromMs + seconds * 1000 : endMs;
  // A NaN is not at or after anything.
  return toMs >= fromMs ? { fromMs, toMs, stated } : null;
}
