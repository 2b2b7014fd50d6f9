import { type ClassSegment, LapTriggerMethod } from "@musette/core";
import { conversionFactor } from "./conversion-factor.ts";
import { isObject, objectOf, secondsOf, numberOf } from "./fields.ts";
import type { PerformanceGraph } from "./performance-graph.ts";
import { readList } from "./read-list.ts";
import { distanceInMeters } from "./units.ts";

/** From where to where a lap lasts, in seconds since the start. */
export interface LapWindow {
  readonly fromSecond: number;
  readonly toSecond: number;
  readonly distanceMeters: number | null;
  readonly trigger: LapTriggerMethod;
}

/**
 * The laps that Peloton made: one for each mile or kilometer, or else one for each part of the class
 * plan that the person got to.
 *
 * @param elapsedSeconds how long the workout took, by its samples; null where nothing says it.
 */
export function lapWindows(
  graph: PerformanceGraph,
  segments: readonly ClassSegment[],
  elapsedSeconds: number | null,
): readonly LapWindow[] {
  const splits = splitWindows(graph, elapsedSeconds);
  return splits.length > 0 ? splits : segmentWindows(segments, elapsedSeconds ?? Number.POSITIVE_INFINITY);
}

/**
 * `splits_data` is an empty list in old workouts. Its markers count 1, 2, 3; the last split is
 * usually partial, and its marker is then its own length. What `seconds` means there changes: mostly
 * the pace for a whole unit, sometimes the time. So the last one is what the others leave.
 */
function splitWindows(graph: PerformanceGraph, elapsedSeconds: number | null): readonly LapWindow[] {
  const data = objectOf(graph.fields["splits_data"]);
  const at = `${graph.pointer}/splits_data`;
  const splits = readList(data["splits"], `${at}/splits`).map((split) => ({
    marker: isObject(split) ? numberOf(split["distance_marker"]) : null,
    seconds: isObject(split) ? secondsOf(split["seconds"]) : null,
  }));
  if (splits.length === 0) return [];
  const unit = conversionFactor(
    data["distance_marker_display_unit"],
    distanceInMeters,
    `${at}/distance_marker_display_unit`,
  );
  const windows: LapWindow[] = [];
  let previousMarker = 0;
  let fromSecond = 0;
  for (const [index, { marker, seconds }] of splits.entries()) {
    if (marker === null || seconds === null) return [];
    const isPartial = index === splits.length - 1 && marker !== previousMarker + 1;
    const toSecond = isPartial && elapsedSeconds !== null ? elapsedSeconds : fromSecond + seconds;
    if (toSecond <= fromSecond || secondsOf(toSecond) === null) break;
    windows.push({
      fromSecond,
      toSecond,
      distanceMeters: (marker > previousMarker ? marker - previousMarker : marker) * unit,
      trigger: LapTriggerMethod.Distance,
    });
    previousMarker = marker;
    fromSecond = toSecond;
  }
  return windows;
}

function segmentWindows(segments: readonly ClassSegment[], elapsedSeconds: number): readonly LapWindow[] {
  return segments.flatMap(({ start_offset_seconds: fromSecond, length_seconds: length }) => {
    if (fromSecond === null || length === null) return [];
    const toSecond = Math.min(fromSecond + length, elapsedSeconds);
    const trigger = LapTriggerMethod.Time;
    return toSecond > fromSecond ? [{ fromSecond, toSecond, distanceMeters: null, trigger }] : [];
  });
}
