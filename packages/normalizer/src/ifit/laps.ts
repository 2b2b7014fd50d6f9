import { type LapSample, LapTriggerMethod } from "@musette/core";
import { formatTimestamp } from "../timestamp.ts";
import { field, isObject, type JsonObject } from "./fields.ts";
import { isWritable } from "./instant.ts";
import { unrecognised } from "./unrecognised.ts";

/** One full kilometer or mile. iFit states no split for the rest of the way. */
export interface Split {
  readonly distanceMeters: number;
  readonly startOffsetMs: number;
  readonly endOffsetMs: number;
}

const metersPerMile = 1609.344;

/**
 * Reads `splits {km: [ms], mile: [ms]}` of a web log: how long each full unit took. Kilometers where
 * there are any, else miles.
 *
 * @throws {IngestError} `ingest.unrecognised` where the splits have another shape.
 */
export function readSplits(summary: JsonObject, pointer: string, startMs: number): readonly Split[] {
  const splits = field(summary, "splits") ?? {};
  if (!isObject(splits)) throw unrecognised(`${pointer}/splits`, "an object");
  const kilometers = readUnit(splits["km"] ?? [], 1000, `${pointer}/splits/km`, startMs);
  return kilometers.length > 0
    ? kilometers
    : readUnit(splits["mile"] ?? [], metersPerMile, `${pointer}/splits/mile`, startMs);
}

function readUnit(durationsMs: unknown, distanceMeters: number, pointer: string, startMs: number): Split[] {
  if (!Array.isArray(durationsMs)) throw unrecognised(pointer, "a list of milliseconds");
  let endOffsetMs = 0;
  return durationsMs.map((durationMs: unknown, index) => {
    if (
      typeof durationMs !== "number" ||
      durationMs <= 0 ||
      !isWritable(startMs + endOffsetMs + durationMs)
    ) {
      throw unrecognised(`${pointer}/${index}`, "a number of milliseconds");
    }
    const startOffsetMs = endOffsetMs;
    endOffsetMs += durationMs;
    return { distanceMeters, startOffsetMs, endOffsetMs };
  });
}

export function lapsOf(
  splits: readonly Split[],
  startMs: number,
  offsetMinutes: number,
): readonly LapSample[] {
  return splits.map(({ distanceMeters, startOffsetMs, endOffsetMs }) => {
    const durationSeconds = (endOffsetMs - startOffsetMs) / 1000;
    return {
      start_time: formatTimestamp(startMs + startOffsetMs, offsetMinutes),
      end_time: formatTimestamp(startMs + endOffsetMs, offsetMinutes),
      distance_meters: distanceMeters,
      calories: null,
      avg_hr_bpm: null,
      avg_speed_meters_per_second: distanceMeters / durationSeconds,
      total_strokes: null,
      stroke_type: null,
      avg_watts: null,
      active_duration_seconds: Math.round(durationSeconds),
      trigger_method: LapTriggerMethod.Distance,
    };
  });
}
