import * as fc from "fast-check";
import { expect, test } from "vitest";
import { runningTime } from "./running-time.ts";

const start = 1_000_000_000;
const noTimer = (length: number) => new Float64Array(length).fill(Number.NaN);

/** By turns, how many seconds the timer runs and stands still. */
const turns = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })), {
  minLength: 1,
  maxLength: 8,
});

function record(turns: readonly (readonly [number, number])[]) {
  const offsets: number[] = [];
  const timers: number[] = [];
  const pauses: { from: number; to: number }[] = [];
  let offset = 0;
  let timer = 0;
  for (const [runs, stands] of turns) {
    for (let second = 0; second < runs; second++) {
      offsets.push(++offset);
      timers.push(++timer);
    }
    pauses.push({ from: offset, to: offset + stands });
    offset += stands;
  }
  return { offsets, timers, pauses, elapsed: offset, timer };
}

test("pauses are found again where the samples' timers stood still", () => {
  fc.assert(
    fc.property(turns, (turns) => {
      const { offsets, timers, pauses, elapsed, timer } = record(turns);
      // A single second may be rounding.
      fc.pre(elapsed - timer > 1 && turns.length > 1);
      const seconds = Float64Array.from(offsets, (offset) => start + offset);
      const timerSeconds = Float64Array.from(timers);
      const running = runningTime({ seconds, timerSeconds }, start, elapsed, timer);
      expect(running).toEqual({ totalSeconds: timer, pauses });
    }),
  );
});

test("pauses are found again where gaps are as long as the time that is missing", () => {
  fc.assert(
    fc.property(turns, (turns) => {
      // So that most samples are a second apart.
      const { offsets, pauses, elapsed, timer } = record(turns.map(([runs, stands]) => [runs + 20, stands]));
      fc.pre(elapsed - timer > 1);
      const seconds = Float64Array.from(offsets, (offset) => start + offset);
      const running = runningTime({ seconds, timerSeconds: noTimer(seconds.length) }, start, elapsed, timer);
      expect(running).toEqual({ totalSeconds: timer, pauses });
    }),
  );
});

test("whatever is stated, pauses lie in the session in order, and the timer is no longer than it", () => {
  const offsets = fc
    .uniqueArray(fc.nat(500), { maxLength: 50 })
    .map((list) => list.toSorted((one, other) => one - other));
  fc.assert(
    fc.property(
      offsets,
      fc.array(fc.double({ min: -10, max: 700, noNaN: true }), { maxLength: 50 }),
      fc.option(fc.double({ min: -100, max: 2000, noNaN: true })),
      (offsets, timers, activitySeconds) => {
        const seconds = Float64Array.from(offsets, (offset) => start + offset);
        const timerSeconds = seconds.map((_, index) => timers[index] ?? Number.NaN);
        const { totalSeconds, pauses } = runningTime({ seconds, timerSeconds }, start, 500, activitySeconds);
        expect(totalSeconds).toBeGreaterThanOrEqual(0);
        expect(totalSeconds).toBeLessThanOrEqual(500);
        let previous = 0;
        for (const { from, to } of pauses) {
          expect(from).toBeGreaterThanOrEqual(previous);
          expect(to).toBeGreaterThan(from);
          previous = to;
        }
        expect(previous).toBeLessThanOrEqual(500);
      },
    ),
  );
});
