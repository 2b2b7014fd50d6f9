import { fileError } from "../file-error.ts";
import type { TcxActivity } from "../tcx/tcx-activity.ts";
import type { WorkoutFile } from "../workout-file.ts";
import { type IfitRow, readIfitCsv } from "./ifit-csv.ts";

/** The two files of one workout agree to the second and to the meter; those of two workouts do not. */
const toleranceSeconds = 5;
const toleranceMeters = 20;

/**
 * The rows of the CSV file that belongs to an activity.
 *
 * @throws {IngestError} `ingest.malformed` where it is of another workout.
 */
export function readPair(activity: TcxActivity, csv: WorkoutFile): readonly IfitRow[] {
  const rows = readIfitCsv(csv);
  const lastRow = rows.at(-1);
  const seconds = lastRow?.second ?? 0;
  const statedSeconds = Math.round((activity.endMs - activity.startMs) / 1000);
  const meters = lastRow?.distanceMeters ?? 0;
  const statedMeters = activity.points.at(-1)?.distanceMeters ?? meters;
  const isSame =
    Math.abs(seconds - statedSeconds) <= toleranceSeconds &&
    Math.abs(meters - statedMeters) <= toleranceMeters;
  if (isSame) return rows;
  throw fileError(
    "ingest.malformed",
    csv.name,
    {},
    "The file is of another workout than its TCX file: it ends at another second, or another distance. Export both again.",
  );
}
