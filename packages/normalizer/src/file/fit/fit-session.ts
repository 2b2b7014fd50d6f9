import type { ParsedFit } from "fit-file-parser";
import { fileError } from "../file-error.ts";
import type { FileUser, WorkoutFile } from "../workout-file.ts";
import { zoneOffsetMinutes } from "../../zone-offset.ts";
import { pausesOf, type Pause } from "./pauses.ts";

type Item<Name extends keyof ParsedFit> =
  NonNullable<ParsedFit[Name]> extends readonly (infer One)[] ? One : never;

/** One session of a FIT file with what belongs to it. */
export interface FitSession {
  readonly fit: ParsedFit;
  /** From 0; of how many. */
  readonly index: number;
  readonly count: number;
  readonly session: Item<"sessions">;
  readonly startMs: number;
  readonly endMs: number;
  /** Local time minus UTC. */
  readonly offsetMinutes: number;
  /** Ascending. */
  readonly records: readonly Item<"records">[];
  readonly laps: readonly Item<"laps">[];
  readonly sets: readonly Item<"sets">[];
  readonly zones: Item<"time_in_zone"> | null;
  readonly pauses: readonly Pause[];
}

/** The widest offsets in use. */
const leastMinutes = -12 * 60;
const mostMinutes = 14 * 60;
const quarterMinutes = 15;

/**
 * Takes a FIT activity file apart: each session of a multisport file is a workout of its own.
 *
 * @throws {IngestError} `ingest.malformed` where the file is no activity; `ingest.unidentified` where
 *   a session does not say when it began.
 */
export function fitSessions(fit: ParsedFit, file: WorkoutFile, user: FileUser): readonly FitSession[] {
  const type = fit.file_ids?.[0]?.type;
  const sessions = fit.sessions ?? [];
  if (type !== "activity" || sessions.length === 0) {
    const kind = type === undefined ? "does not say what it holds" : `is of the FIT type "${type}"`;
    const problem = type === "activity" ? "has no session" : kind;
    throw fileError(
      "ingest.malformed",
      file.name,
      {},
      `The file ${problem}, and only activities with their sessions can be taken. Export the workout itself.`,
    );
  }
  const starts = sessions.map(({ start_time }, index) => {
    const startMs = start_time?.getTime() ?? Number.NaN;
    if (!Number.isNaN(startMs)) return startMs;
    throw fileError(
      "ingest.unidentified",
      file.name,
      {},
      `Session ${index + 1} of ${sessions.length} has no start_time, which tells it from every other workout.`,
    );
  });
  const offsetMinutes = offsetOf(fit, starts[0] ?? 0, user);
  const records = byTime(fit.records ?? []);
  return sessions.map((session, index) => {
    const startMs = starts[index] ?? 0;
    const endMs = startMs + 1000 * elapsedSeconds(session, startMs);
    // The first and last session have what is before and after them: it is within a second.
    const from = index === 0 ? Number.NEGATIVE_INFINITY : startMs;
    const to = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    const isWithin = (time: Date | undefined): boolean =>
      time !== undefined && time.getTime() >= from && time.getTime() < to;
    return {
      fit,
      index,
      count: sessions.length,
      session,
      startMs,
      endMs,
      offsetMinutes,
      records: records.filter(({ timestamp }) => isWithin(timestamp)),
      laps: (fit.laps ?? []).filter(({ start_time }) => isWithin(start_time)),
      sets: (fit.sets ?? []).filter(({ start_time, timestamp }) => isWithin(start_time ?? timestamp)),
      zones: zonesOf(fit, index),
      pauses: pausesOf(fit.events ?? [], startMs, endMs),
    };
  });
}

function elapsedSeconds({ total_elapsed_time, timestamp }: Item<"sessions">, startMs: number): number {
  const byTimestamp = timestamp === undefined ? 0 : (timestamp.getTime() - startMs) / 1000;
  return Math.max(0, total_elapsed_time ?? byTimestamp);
}

/** By the local time that the file states, else by the zone that its owner named, else UTC. */
function offsetOf({ activity }: ParsedFit, startMs: number, user: FileUser): number {
  const utc = activity?.timestamp?.getTime();
  const local = activity?.local_timestamp?.getTime();
  if (utc !== undefined && local !== undefined) {
    // Devices take the two a second apart. Adding 0 turns -0 into 0.
    const minutes = Math.round((local - utc) / 60_000 / quarterMinutes) * quarterMinutes + 0;
    if (minutes >= leastMinutes && minutes <= mostMinutes) return minutes;
  }
  return (user.zone === null ? null : zoneOffsetMinutes(user.zone, startMs)) ?? 0;
}

function byTime(records: readonly Item<"records">[]): readonly Item<"records">[] {
  const timed = records.filter(({ timestamp }) => timestamp !== undefined);
  return timed.toSorted((one, other) => Number(one.timestamp) - Number(other.timestamp));
}

/** Of the session as a whole, not of its laps. */
function zonesOf({ time_in_zone }: ParsedFit, index: number): Item<"time_in_zone"> | null {
  const ofSessions = (time_in_zone ?? []).filter(({ reference_mesg }) => reference_mesg === "session");
  return ofSessions[index] ?? null;
}
