import { isNumbers, type Numbers } from "../json/read-numbers.ts";
import { longestSeconds } from "./fields.ts";
import { readList } from "./read-list.ts";
import { unrecognised } from "./unrecognised.ts";

/** When each sample was taken, by the payload's own clock. It starts where it likes and has gaps. */
export interface SampleClock {
  /** Seconds since the start of the workout, ascending. The payload's own list, not a copy. */
  readonly seconds: ArrayLike<number>;
  /** The usual distance between two samples: `every_n` of the request. 1 where there are no two. */
  readonly stepSeconds: number;
  /** True where only every n-th second was asked for: peaks are missing, and sums run several percent high. */
  readonly isThinned: boolean;
  /** How much time the samples cover: a gap counts for one step. */
  readonly coveredSeconds: number;
  /** Null without samples. */
  readonly lastSecond: number | null;
}

/**
 * Reads `seconds_since_pedaling_start`.
 *
 * @throws {IngestError} `ingest.unrecognised` where it is no ascending list of seconds.
 */
export function readSampleClock(list: unknown, pointer: string): SampleClock {
  const raw: readonly unknown[] | Numbers = isNumbers(list) ? list : readList(list, pointer);
  let previous = 0;
  // Boyer and Moore's majority vote finds the usual step in one pass.
  let stepSeconds = 1;
  let votes = 0;
  let isEven = true;
  for (let index = 0; index < raw.length; index++) {
    const second = raw[index];
    if (typeof second !== "number" || !(second >= previous && second <= longestSeconds)) {
      throw unrecognised(`${pointer}/${index}`, "a number of seconds not before the previous one");
    }
    if (index > 0) {
      const distance = second - previous;
      if (votes === 0) stepSeconds = distance;
      if (distance === stepSeconds) votes++;
      else {
        votes--;
        isEven = false;
      }
    }
    previous = second;
  }
  const seconds = raw as ArrayLike<number>;
  const clock = { seconds, stepSeconds };
  return {
    ...clock,
    isThinned: stepSeconds > 1,
    coveredSeconds: isEven ? evenlyCovered(clock) : covered(clock),
    lastSecond: seconds[seconds.length - 1] ?? null,
  };
}

type Steps = Pick<SampleClock, "seconds" | "stepSeconds">;

function covered(clock: Steps): number {
  let total = 0;
  for (let index = 0; index < clock.seconds.length; index++) total += secondsCoveredBy(clock, index);
  return total;
}

function evenlyCovered(clock: Steps): number {
  const { length } = clock.seconds;
  return length === 0 ? 0 : secondsCoveredBy(clock, 0) + (length - 1) * clock.stepSeconds;
}

/** The part of the workout that a sample stands for: the time since its predecessor, but no more than a step. */
export function secondsCoveredBy(clock: Steps, index: number): number {
  const { seconds, stepSeconds } = clock;
  const second = seconds[index] ?? 0;
  // A clock that starts at 0 has its first step before the start.
  if (index === 0) return second === 0 ? stepSeconds : Math.min(second, stepSeconds);
  return Math.min(second - (seconds[index - 1] ?? 0), stepSeconds);
}
