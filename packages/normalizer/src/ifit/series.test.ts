import { expect, test } from "vitest";
import {
  emptyIfNeverAboveZero,
  emptySeries,
  largest,
  lastValue,
  meanOverTime,
  smallest,
  withoutLeadingGap,
  zerosAsGaps,
} from "./series.ts";

const watts = { offsetsMs: [0, 1000, 9000], values: [100, 300, 200] };

test("a mean weighs every value by how long it held, the last one up to the end", () => {
  // 100 W for 1 s, 300 W for 8 s, 200 W for 1 s; the plain mean of the points would be 200.
  expect(meanOverTime(watts, 10_000)).toBe(270);
});

test("a gap counts neither as a value nor as time", () => {
  expect(meanOverTime({ offsetsMs: [0, 1000, 3000], values: [100, null, 200] }, 4000)).toBe(150);
});

test("without a measurement, or without time, there is no mean", () => {
  expect(meanOverTime(emptySeries, 1000)).toBeNull();
  expect(meanOverTime({ offsetsMs: [0], values: [100] }, 0)).toBeNull();
});

test("extremes and totals skip gaps", () => {
  const gapped = { offsetsMs: [0, 1, 2, 3], values: [null, -4, 7, null] };
  expect(largest(gapped)).toBe(7);
  expect(smallest(gapped)).toBe(-4);
  expect(lastValue(gapped)).toBe(7);
  expect([largest(emptySeries), smallest(emptySeries), lastValue(emptySeries)]).toEqual([null, null, null]);
});

test("zeros become gaps where the metric cannot be 0", () => {
  expect(zerosAsGaps({ offsetsMs: [0, 1], values: [0, 120] }).values).toEqual([null, 120]);
});

test("what precedes the first measurement is left out, a later gap stays", () => {
  expect(withoutLeadingGap({ offsetsMs: [0, 5, 9], values: [null, 120, null] })).toEqual({
    offsetsMs: [5, 9],
    values: [120, null],
  });
  expect(withoutLeadingGap({ offsetsMs: [0, 5], values: [null, null] })).toEqual(emptySeries);
});

test("a sensor that reports 0 throughout is no sensor", () => {
  expect(emptyIfNeverAboveZero({ offsetsMs: [0, 9], values: [0, 0] })).toEqual(emptySeries);
  expect(emptyIfNeverAboveZero(watts)).toBe(watts);
});
