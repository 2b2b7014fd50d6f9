import { type Activity, LapTriggerMethod } from "@musette/core";
import { listOf, numberOf, textOf } from "./loose.ts";
import type { Interval, RunningTime } from "./running-time.ts";
import { readTime } from "./time.ts";

/** A part of a session and what the activity says of it. */
export interface Lap extends Interval {
  readonly timerSeconds: number;
  readonly trigger: number;
  readonly distanceMeters: number | null;
  readonly averageSpeed: number | null;
  readonly averageBpm: number | null;
  readonly averageWatts: number | null;
  readonly calories: number | null;
  readonly strokes: number | null;
  readonly strokeType: number | null;
}

/** Laps that start this much apart from the end of the one before them are moved there. */
const toleranceSeconds = 1;
const sessionEnd = 7;

const triggers: ReadonlyMap<unknown, number> = new Map([
  [LapTriggerMethod.Manual, 0],
  [LapTriggerMethod.Time, 1],
  [LapTriggerMethod.Distance, 2],
  [LapTriggerMethod.PositionStart, 3],
  [LapTriggerMethod.PositionLap, 4],
  [LapTriggerMethod.PositionWaypoint, 5],
  [LapTriggerMethod.PositionMarked, 6],
  [LapTriggerMethod.SessionEnd, sessionEnd],
  [LapTriggerMethod.FitnessEquipment, 8],
]);

const strokeTypes: readonly string[] = ["freestyle", "backstroke", "breaststroke", "butterfly"];

type Cut = Interval & { readonly lap: LooseLap | null };
type LooseLap = Readonly<Record<string, unknown>>;

/**
 * The activity's laps, with laps in between where it has none, so that they tile the session as FIT
 * wants it. Where they overlap or leave the session, and where there are none, the session is one lap.
 */
export function lapsOf(
  activity: Activity,
  startMs: number,
  elapsedSeconds: number,
  running: RunningTime,
): readonly Lap[] {
  const stated = listOf(activity.lap_data?.laps).filter(
    (lap): lap is LooseLap => typeof lap === "object" && lap !== null,
  );
  const cuts = tile(stated, startMs, elapsedSeconds) ?? [{ from: 0, to: elapsedSeconds, lap: null }];
  const ran = cuts.map(({ from, to }) => to - from - overlap(running.pauses, from, to));
  const ranInAll = ran.reduce((sum, seconds) => sum + seconds, 0);
  // Stopped time that is nowhere placed is shared by all laps.
  const share = ranInAll === 0 ? 0 : running.totalSeconds / ranInAll;
  return cuts.map(({ from, to, lap }, index) => ({
    from,
    to,
    timerSeconds: Math.min(to - from, (ran[index] ?? 0) * share),
    trigger: triggers.get(lap?.["trigger_method"]) ?? (index === cuts.length - 1 ? sessionEnd : 0),
    distanceMeters: numberOf(lap?.["distance_meters"]),
    averageSpeed: numberOf(lap?.["avg_speed_meters_per_second"]),
    averageBpm: numberOf(lap?.["avg_hr_bpm"]),
    averageWatts: numberOf(lap?.["avg_watts"]),
    calories: numberOf(lap?.["calories"]),
    strokes: numberOf(lap?.["total_strokes"]),
    strokeType: strokeTypeOf(textOf(lap?.["stroke_type"])),
  }));
}

/** Null where the laps cannot be made to tile the session. */
function tile(laps: readonly LooseLap[], startMs: number, elapsedSeconds: number): readonly Cut[] | null {
  if (laps.length === 0) return null;
  const cuts: Cut[] = [];
  let at = 0;
  for (const lap of laps) {
    const start = readTime(lap["start_time"]);
    const end = readTime(lap["end_time"]);
    if (start === null || end === null) return null;
    const from = (start.epochMs - startMs) / 1000;
    const length = (end.epochMs - start.epochMs) / 1000;
    if (from < at - toleranceSeconds || length <= 0) return null;
    const isApart = from - at >= toleranceSeconds;
    if (isApart) cuts.push({ from: at, to: from, lap: null });
    // A lap that is moved keeps its length: FIT rounds when it began, but not how long it took.
    const cut = { from: isApart ? from : at, to: (isApart ? from : at) + length, lap };
    if (cut.to > elapsedSeconds + toleranceSeconds) return null;
    const to = Math.min(elapsedSeconds, cut.to);
    if (to <= cut.from) return null;
    cuts.push({ ...cut, to });
    at = to;
  }
  const last = cuts.at(-1);
  if (last !== undefined && elapsedSeconds > at) {
    if (elapsedSeconds - at > toleranceSeconds) cuts.push({ from: at, to: elapsedSeconds, lap: null });
    else cuts[cuts.length - 1] = { ...last, to: elapsedSeconds };
  }
  return cuts;
}

function overlap(pauses: readonly Interval[], from: number, to: number): number {
  return pauses.reduce(
    (sum, pause) => sum + Math.max(0, Math.min(to, pause.to) - Math.max(from, pause.from)),
    0,
  );
}

/** The profile's word, or "mixed" for what is none of the four. */
function strokeTypeOf(name: string | null): number | null {
  if (name === null) return null;
  const index = strokeTypes.indexOf(name.toLowerCase());
  return index === -1 ? 5 : index;
}
