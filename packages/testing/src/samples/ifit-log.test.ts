import { expect, test } from "vitest";
import { changePoints } from "./ifit-change-points.ts";
import { generateIfitLog } from "./ifit-log.ts";
import { generateIfitWebLog } from "./ifit-web-log.ts";

const kinds = ["bike", "treadmill", "rower", "elliptical", "strength"] as const;

test.each(kinds)(
  "the same seed makes the same %s workout, byte for byte, and another seed another",
  (kind) => {
    const text = (seed: number) =>
      JSON.stringify([generateIfitLog({ seed, kind }), generateIfitWebLog({ seed, kind })]);
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  },
);

test("start, duration and heart rate are as asked for", () => {
  const log = generateIfitLog({
    seed: 1,
    kind: "bike",
    startMs: 1_700_000_000_000,
    durationMs: 600_000,
    heartRate: "never",
  });
  expect(log).toMatchObject({ start: 1_700_000_000_000, duration: 600_000, end: 1_700_000_600_000 });
  expect(log.stats["bpm"]).toEqual([]);
  expect(log.summary["average_bpm"]).toBe(0);
});

test("a late strap reports 0 until it is found", () => {
  const bpm = generateIfitLog({ seed: 3, kind: "treadmill", heartRate: "late" }).stats["bpm"] ?? [];
  expect(bpm[0]).toEqual({ value: 0, offset: 0 });
  expect(bpm[1]?.offset).toBeGreaterThanOrEqual(18_000);
});

test("some workouts have their steps not counted yet", () => {
  const steps = Array.from(
    { length: 20 },
    (_, seed) => generateIfitLog({ seed, kind: "treadmill" }).summary["total_steps"],
  );
  expect(steps).toContain(0);
  expect(Math.max(...steps.map((count) => count ?? 0))).toBeGreaterThan(1000);
});

test("points are written on change only, with the last value repeated at the end", () => {
  expect(changePoints([5, 5, 7, 7], 4000)).toEqual([
    { value: 5, offset: 0 },
    { value: 7, offset: 2000 },
    { value: 7, offset: 4000 },
  ]);
  expect(changePoints([], 4000)).toEqual([]);
});
