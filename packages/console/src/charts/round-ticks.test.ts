import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundTicks } from "./round-ticks.ts";

const shown = (ticks: readonly number[], perUnit: number) =>
  ticks.map((tick) => Math.round(tick * perUnit * 1e6) / 1e6);
const paceOf = (ticks: readonly number[], meters: number) => ticks.map((tick) => Math.round(meters / tick));

describe("the lines of an axis", () => {
  it("are round in the unit that is shown", () => {
    expect(roundTicks({ perUnit: 1 }, 0, 230)).toEqual([0, 100, 200]);
    expect(roundTicks({ perUnit: 1 }, 97, 171)).toEqual([100, 120, 140, 160]);
    // Metres a second, shown as kilometres an hour.
    expect(shown(roundTicks({ perUnit: 3.6 }, 0, 10), 3.6)).toEqual([0, 10, 20, 30]);
  });

  it("are of a pace at half minutes, from slow to fast, without those that would touch", () => {
    const ticks = roundTicks({ paceMeters: 1_000 }, 2.5, 4);
    expect(paceOf(ticks, 1_000)).toEqual([390, 330, 300, 270]);
  });

  it("are few, ascending, and between the ends, whatever those are", () => {
    const scale = fc.oneof(
      fc.record({ perUnit: fc.constantFrom(1, 3.6, 2.236_936_292_054_402, 3.280_84) }),
      fc.record({ paceMeters: fc.constantFrom(100, 500, 1_000, 1_609.344) }),
    );
    // Thousandths, as no axis of a workout is finer.
    const value = fc.integer({ min: 0, max: 2_000_000 }).map((thousandths) => thousandths / 1_000);
    fc.assert(
      fc.property(scale, value, value, (of, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const ticks = roundTicks(of, low, high);
        expect(ticks.length).toBeLessThanOrEqual(6);
        const slack = 1e-6 * Math.max(1, high);
        for (const [index, tick] of ticks.entries()) {
          expect(tick).toBeGreaterThanOrEqual(low - slack);
          expect(tick).toBeLessThanOrEqual(high + slack);
          expect(tick).toBeGreaterThan(ticks[index - 1] ?? -Infinity);
        }
      }),
    );
  });

  it("are none where there is nothing to measure", () => {
    expect(roundTicks({ perUnit: 1 }, 5, 5)).toEqual([]);
    expect(roundTicks({ paceMeters: 1_000 }, 0, 0)).toEqual([]);
  });
});
