import { hash } from "node:crypto";
import { ActivityType, UploadType, uuidFromHash } from "@musette/core";
import type { Recording } from "../recording/recording.ts";
import { sportType } from "../tcx/sport-type.ts";
import type { TcxActivity } from "../tcx/tcx-activity.ts";
import { tcxTotals } from "../tcx/tcx-totals.ts";
import type { IfitRow } from "./ifit-csv.ts";
import { ifitSeries } from "./ifit-series.ts";

/**
 * A workout as iFit exports it.
 *
 * The lap's distance is the programme's rather than the workout's, and its average heart rate counts
 * the zeros before the strap was worn: both follow from the series instead. The machine is not stated:
 * cranks that turn are a bike's, and rows without any are a treadmill's. iFit's own `Sport` is always Other.
 *
 * @param rows of the CSV file; null where it was not sent.
 */
export function ifitRecording(activity: TcxActivity, rows: readonly IfitRow[] | null): Recording {
  const series = ifitSeries(activity, rows);
  const totals = tcxTotals(activity.laps);
  const isBike = series.cadenceRpm.values.length > 0;
  const isTreadmill = !isBike && rows !== null;
  return {
    id: idOf(activity, totals.activeSeconds),
    provider: "IFIT",
    frame: activity.frame,
    startMs: activity.startMs,
    endMs: activity.endMs,
    title: activity.notes,
    activityType: isBike
      ? ActivityType.StationaryBiking
      : isTreadmill
        ? ActivityType.TreadmillRunning
        : sportType(activity.sport),
    uploadType: UploadType.Automatic,
    discipline: null,
    device: { ...activity.device, manufacturer: "iFit" },
    isPowerEstimated: isTreadmill ? true : null,
    isElevationAbsolute: false,
    totals: { ...totals, distanceMeters: null, averageBpm: null, averageSpeedMetersPerSecond: null },
    laps: [],
    orderedAtMs: null,
    series,
  };
}

/** Both files have no id of the workout: start, title and duration stand in, which every export repeats. */
function idOf({ startMs, notes }: TcxActivity, activeSeconds: number | null): string {
  return uuidFromHash(hash("sha256", JSON.stringify(["ifit", startMs, notes, activeSeconds]), "hex"));
}
