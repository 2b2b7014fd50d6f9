import { IngestError } from "@musette/core";
import { field, isObject, type JsonObject, numberField, textField } from "./fields.ts";
import { isWritable, readInstant } from "./instant.ts";
import { kindOf, type WorkoutKind } from "./kind.ts";
import { readSplits, type Split } from "./laps.ts";
import { type IfitStats, readStats } from "./stats.ts";
import { type IfitSummary, readSummary } from "./summary.ts";
import { unrecognised } from "./unrecognised.ts";

/** One workout as iFit reports it, whatever the form of its payload. */
export interface IfitLog {
  readonly id: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Local time minus UTC; 0 as well where the payload states no offset, which is nearly always. */
  readonly offsetMinutes: number;
  /** As stated; null where only the end is. */
  readonly durationMs: number | null;
  readonly title: string | null;
  readonly type: string | null;
  readonly origin: string | null;
  readonly kind: WorkoutKind;
  /** A copy of a workout that is there already. */
  readonly isRedundant: boolean;
  /** The workout of iFit's library that was followed. */
  readonly workoutId: string | null;
  readonly programId: string | null;
  readonly machineId: string | null;
  readonly softwareNumber: string | null;
  readonly workoutContext: string | null;
  readonly summary: IfitSummary;
  readonly splits: readonly Split[];
  readonly stats: IfitStats;
}

/**
 * Reads an `activity_logs/{id}` body, a list row, the web page's `{workout, log}`, or a log with the
 * title of its workout beside it.
 *
 * @param pointer where the item is in the payload.
 * @throws {IngestError} `ingest.unidentified` without an id or a start, `ingest.unrecognised` where
 *   iFit changed the shape.
 */
export function readIfitLog(item: unknown, pointer: string): IfitLog {
  if (!isObject(item)) throw unidentified(pointer, "activity log");
  const inner = field(item, "log");
  const log = isObject(inner) ? inner : item;
  const at = isObject(inner) ? `${pointer}/log` : pointer;

  const id = textField(log, "id", "_id");
  if (id === null) throw unidentified(`${at}/id`, "id");
  const start = readInstant(field(log, "start"));
  if (start === null) throw unidentified(`${at}/start`, "start in Unix milliseconds or ISO 8601");

  const type = textField(log, "type");
  const origin = textField(log, "origin");
  const workoutId = textField(log, "workout_id", "workoutId");
  const summary = field(log, "summary") ?? {};
  if (!isObject(summary)) throw unrecognised(`${at}/summary`, "an object");
  const stats = readStats(log, at, start.epochMs);
  return {
    id,
    startMs: start.epochMs,
    offsetMinutes: start.offsetMinutes,
    ...readEnd(log, start.epochMs, stats),
    title: readTitle(item, log),
    type,
    origin,
    kind: kindOf(type, origin),
    isRedundant: log["redundant"] === true,
    // A manual workout follows nothing: it repeats its own id.
    workoutId: workoutId === id ? null : workoutId,
    programId: textField(log, "program_id", "programId"),
    machineId: textField(log, "machine_id", "machineId"),
    softwareNumber: textField(log, "software_number", "softwareNumber"),
    workoutContext: textField(log, "workout_context", "workoutContext"),
    summary: readSummary(summary),
    splits: readSplits(summary, `${at}/summary`, start.epochMs),
    stats,
  };
}

/** The stated end, else start + duration, else the last measurement, else the start. */
function readEnd(log: JsonObject, startMs: number, stats: IfitStats): Pick<IfitLog, "endMs" | "durationMs"> {
  const stated = numberField(log, "duration");
  const durationMs = stated !== null && stated >= 0 && isWritable(startMs + stated) ? stated : null;
  const endMs = readInstant(field(log, "end"))?.epochMs;
  if (endMs !== undefined && endMs >= startMs) return { endMs, durationMs };
  const measuredMs = Math.max(0, ...Object.values(stats).map((series) => series.offsetsMs.at(-1) ?? 0));
  return { endMs: startMs + (durationMs ?? measuredMs), durationMs };
}

function readTitle(item: JsonObject, log: JsonObject): string | null {
  const workout = field(item, "workout") ?? field(log, "workout");
  return (isObject(workout) ? textField(workout, "title") : null) ?? textField(log, "title");
}

function unidentified(pointer: string, missing: string): IngestError {
  return new IngestError(
    "ingest.unidentified",
    pointer,
    `The iFit payload has no ${missing} at ${pointer}. Send an activity_logs/{id} body, or the log object of the web page.`,
  );
}
