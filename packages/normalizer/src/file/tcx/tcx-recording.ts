import { UploadType } from "@musette/core";
import type { Recording } from "../recording/recording.ts";
import { sportType } from "./sport-type.ts";
import type { TcxActivity } from "./tcx-activity.ts";
import { tcxLaps } from "./tcx-laps.ts";
import { tcxSeries } from "./tcx-series.ts";
import { tcxTotals } from "./tcx-totals.ts";

/**
 * A workout in a TCX file of whoever's, known by its start and its sport, as TCX has no other identity.
 *
 * A file that was written here says whose workout it is. It counts as made when the workout began: it
 * does not replace what the vendor's own API says of it.
 */
export function tcxRecording(activity: TcxActivity): Recording {
  const { sport, frame, startMs, identity } = activity;
  return {
    id: identity?.summaryId ?? idOf(activity),
    provider: identity?.provider ?? "FILE",
    frame,
    startMs,
    endMs: activity.endMs,
    title: activity.notes,
    activityType: identity?.activityType ?? sportType(sport),
    uploadType: UploadType.Unknown,
    discipline: sport,
    device: { ...activity.device, manufacturer: null },
    isPowerEstimated: null,
    isElevationAbsolute: true,
    totals: tcxTotals(activity.laps),
    laps: tcxLaps(activity),
    orderedAtMs: identity === null ? null : startMs,
    series: tcxSeries(activity.points),
  };
}

function idOf({ startMs, frame, sport }: TcxActivity): string {
  const start = new Date(startMs).toISOString();
  // A floating start is no instant: it may not look like one.
  return ["tcx", frame.isFloating ? start.slice(0, -1) : start, sport ?? "Other"].join("-");
}
