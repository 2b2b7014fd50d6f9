import type { Records } from "./records.ts";

/** A part of a session, in seconds since its start. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** When the timer of a session ran. */
export interface RunningTime {
  readonly totalSeconds: number;
  /** Ascending, apart from each other; empty where the timer was not stopped, or nothing says when. */
  readonly pauses: readonly Interval[];
}

/** How far apart two statements of a length may be and still be the same: half a second at either end. */
const toleranceSeconds = 1;

/**
 * When the timer ran. Samples tell where their own timers lag behind their timestamps. Otherwise pauses
 * are the gaps between samples, but only where gaps of a kind add up to just the time by which
 * `activitySeconds` is shorter than the session: a gap alone may be a lost signal, or a value that did
 * not change. Time that is missing but nowhere to be placed shortens the total alone.
 */
export function runningTime(
  { seconds, timerSeconds }: Pick<Records, "seconds" | "timerSeconds">,
  startSecond: number,
  elapsedSeconds: number,
  activitySeconds: number | null,
): RunningTime {
  const offsets = Array.from(seconds, (second) => second - startSecond);
  const stopped = activitySeconds === null ? null : Math.max(0, elapsedSeconds - activitySeconds);
  const explains = (pauses: readonly Interval[]): boolean =>
    stopped === null || Math.abs(total(pauses) - stopped) <= toleranceSeconds;

  const byTimers = pausesByTimers(offsets, timerSeconds, elapsedSeconds, activitySeconds);
  const candidates = [byTimers, ...pausesByGaps(offsets, elapsedSeconds)];
  const pauses = candidates.find(explains);
  if (pauses !== undefined) {
    return {
      totalSeconds: clamped(activitySeconds ?? elapsedSeconds - total(pauses), elapsedSeconds),
      pauses,
    };
  }
  // The timers are precise where the two disagree.
  if (byTimers.length > 0) return { totalSeconds: elapsedSeconds - total(byTimers), pauses: byTimers };
  return { totalSeconds: clamped(activitySeconds ?? elapsedSeconds, elapsedSeconds), pauses: [] };
}

function pausesByTimers(
  offsets: readonly number[],
  timers: Float64Array,
  elapsedSeconds: number,
  activitySeconds: number | null,
): Interval[] {
  const pauses: Interval[] = [];
  let previous = { offset: 0, timer: 0 };
  for (let row = 0; row < offsets.length; row++) {
    const offset = offsets[row] ?? 0;
    const timer = timers[row] ?? Number.NaN;
    if (Number.isNaN(timer)) continue;
    const ran = Math.max(0, timer - previous.timer);
    // Rounding to whole seconds alone makes less than a second.
    if (offset - previous.offset - ran >= 1) pauses.push({ from: previous.offset, to: offset - ran });
    previous = { offset, timer };
  }
  if (activitySeconds !== null && pauses.length > 0) {
    const from = previous.offset + Math.max(0, activitySeconds - previous.timer);
    if (elapsedSeconds - from >= 1) pauses.push({ from, to: elapsedSeconds });
  }
  return pauses;
}

/** The gaps before, between and after the samples, in every combination; the most of them first. */
function pausesByGaps(offsets: readonly number[], elapsedSeconds: number): readonly (readonly Interval[])[] {
  const [first] = offsets;
  const last = offsets.at(-1);
  if (first === undefined || last === undefined) return [[]];
  const step = usualStep(offsets);
  const before = longEnough([{ from: 0, to: first - step }]);
  // A sample tells of the step before it.
  const between = longEnough(
    offsets.slice(1).map((offset, index) => ({ from: offsets[index] ?? 0, to: offset - step })),
  );
  const after = longEnough([{ from: last, to: elapsedSeconds }]);
  return [
    [],
    [...before, ...between, ...after],
    [...between, ...after],
    [...before, ...between],
    between,
    after,
  ];
}

function longEnough(gaps: readonly Interval[]): readonly Interval[] {
  return gaps.filter(({ from, to }) => to - from >= 1);
}

/** The distance that most neighbors have, by Boyer and Moore's vote. */
function usualStep(offsets: readonly number[]): number {
  let step = 1;
  let votes = 0;
  for (let index = 1; index < offsets.length; index++) {
    const distance = (offsets[index] ?? 0) - (offsets[index - 1] ?? 0);
    if (votes === 0) step = distance;
    votes += distance === step ? 1 : -1;
  }
  return step;
}

function total(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + to - from, 0);
}

function clamped(seconds: number, most: number): number {
  return Math.min(most, Math.max(0, seconds));
}
