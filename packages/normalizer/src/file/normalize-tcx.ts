import type { EventAlias, NormalizedEvent } from "@musette/core";
import { startAlias } from "../start-alias.ts";
import { fileError } from "./file-error.ts";
import { ifitRecording } from "./ifit/ifit-recording.ts";
import { readPair } from "./ifit/read-pair.ts";
import type { Recording } from "./recording/recording.ts";
import { recordingEvent } from "./recording/recording-event.ts";
import { readTcx } from "./tcx/read-tcx.ts";
import { tcxRecording } from "./tcx/tcx-recording.ts";
import type { FileUser, WorkoutFile } from "./workout-file.ts";

/**
 * The activities of a TCX file; with iFit's CSV of the same workout, joined to one activity.
 *
 * @param ifitCsv the second file of iFit's pair; null where the TCX file is by itself.
 * @throws {IngestError} `ingest.malformed` that names file, line and column.
 */
export function normalizeTcx(
  file: WorkoutFile,
  ifitCsv: WorkoutFile | null,
  user: FileUser,
): readonly NormalizedEvent[] {
  const { activities, isIfit } = readTcx(file, user.zone);
  if (ifitCsv !== null && activities.length > 1) {
    throw fileError(
      "ingest.malformed",
      ifitCsv.name,
      {},
      `The file belongs to one workout, but ${file.name} holds ${activities.length}. Send them apart.`,
    );
  }
  return activities.map((activity, item) => {
    const rows = ifitCsv === null ? null : readPair(activity, ifitCsv);
    if (!isIfit && rows === null) return recordingEvent(tcxRecording(activity), user, item, null);
    const recording = ifitRecording(activity, rows);
    return recordingEvent(
      recording,
      user,
      item,
      aliasOf(recording, user, rows === null ? "summary" : "full"),
    );
  });
}

/** A TCX file by itself lacks what its CSV and the API have: power, speed, resistance and incline. */
function aliasOf(
  { frame, provider, startMs }: Recording,
  { userId }: FileUser,
  rank: EventAlias["rank"],
): EventAlias | null {
  return frame.isFloating ? null : startAlias({ userId, provider, startMs, precision: "millisecond" }, rank);
}
