import { encodeFit, encodeTcx, type FormatEvent } from "@musette/formats";
import { normalize } from "@musette/normalizer";
import { generatePelotonWorkout, type PelotonDiscipline } from "@musette/testing";

/** Made-up workouts as the files that people have of them. */
export interface WorkoutFiles {
  readonly fit: Uint8Array;
  readonly tcx: Uint8Array;
}

/** A generated ride as a FIT and as a TCX file. */
export function workoutFiles(seed: number, discipline: PelotonDiscipline = "cycling"): WorkoutFiles {
  const startTimeSeconds = 1_770_000_000 + seed * 7_200;
  const payload = generatePelotonWorkout({ seed, discipline, durationSeconds: 300, startTimeSeconds });
  const user = { userId: "somebody", referenceId: null };
  const [event] = normalize("peloton", payload, { user, orderedAtMs: null }).events;
  if (event === undefined) throw new Error("The generated payload gave no event.");
  const { id, key, type, startTime, endTime } = event;
  const formatEvent: FormatEvent = {
    id,
    key,
    revision: 1,
    type,
    user: event.user,
    startTime,
    endTime,
    receivedAtMs: 0,
    item: () => event.body(),
    json: () => JSON.stringify(event.body()),
  };
  return { fit: encodeFit(formatEvent).bytes, tcx: encodeTcx(formatEvent).bytes };
}

const historyHeader =
  "Workout Timestamp,Live/On-Demand,Instructor Name,Length (minutes),Fitness Discipline,Type,Title,Class Timestamp,Total Output,Avg. Watts,Avg. Resistance,Avg. Cadence (RPM),Avg. Speed (mph),Distance (mi),Calories Burned,Avg. Heartrate,Avg. Incline,Avg. Pace (min/mi)";

/** Peloton's workout history with these first columns of rows: `2026-01-05 06:30 (UTC)`. */
export function historyCsv(timestamps: readonly string[]): string {
  const rows = timestamps.map(
    (timestamp, index) =>
      `${timestamp},On Demand,A. Coach,30,Cycling,Intervals,Ride ${index},2026-01-01 06:00 (UTC),${200 + index},110,45%,80,16.5,8.25,280,140.0,,`,
  );
  return `${[historyHeader, ...rows].join("\r\n")}\r\n`;
}
