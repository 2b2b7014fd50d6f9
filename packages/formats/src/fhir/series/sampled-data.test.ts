import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readSampledData } from "../checks/read-sampled-data.fixture.ts";
import type { TimedValue } from "./read-samples.ts";
import { sampledData } from "./sampled-data.ts";

const startMs = Date.UTC(2026, 2, 1, 6);

function samplesAt(points: readonly (readonly [offsetMs: number, value: number])[]): readonly TimedValue[] {
  return points.map(([offsetMs, value]) => ({
    time: new Date(startMs + offsetMs).toISOString(),
    micros: (startMs + offsetMs) * 1000,
    value,
  }));
}

/** What a receiver reads where there should have been something. */
const missing = { dimensions: 1, origin: {}, intervalUnit: "ms", data: "" };

const everySecond = samplesAt([
  [0, 101],
  [1000, 102.5],
  [3000, 104],
]);

test("samples of each second are on a grid of a second, with E for the one that is missing", () => {
  const origin = { value: 0, unit: "/min", system: "http://unitsofmeasure.org", code: "/min" };
  const data = "101 102.5 E 104";
  expect(sampledData("R4", everySecond, "/min")).toEqual({ origin, dimensions: 1, data, period: 1000 });
  expect(sampledData("R5", everySecond, "/min")).toEqual({
    origin,
    dimensions: 1,
    data,
    interval: 1000,
    intervalUnit: "ms",
  });
});

test("a source that samples every five seconds has a grid of five seconds", () => {
  const samples = samplesAt([0, 5000, 10_000, 20_000].map((offsetMs, index) => [offsetMs, index]));
  expect(sampledData("R4", samples, null)).toMatchObject({ period: 5000, data: "0 1 2 E 3" });
});

test("where no grid of reasonable size meets all samples, R5 has offsets and R4 nothing", () => {
  const samples = samplesAt([
    [0, 60],
    [4913, 61],
    [11_207.5, 62],
  ]);
  expect(sampledData("R4", samples, "/min")).toBeUndefined();
  expect(sampledData("R5", samples, "/min")).toEqual({
    origin: { value: 0, unit: "/min", system: "http://unitsofmeasure.org", code: "/min" },
    intervalUnit: "ms",
    dimensions: 1,
    offsets: "0 4913 11207.5",
    data: "60 61 62",
  });
});

test("two values at one time are not put on a grid, and a single one has none", () => {
  const twice = samplesAt([
    [0, 1],
    [1000, 2],
    [1000, 3],
  ]);
  expect(sampledData("R4", twice, "W")).toBeUndefined();
  expect(sampledData("R5", twice, "W")).toMatchObject({ offsets: "0 1000 1000", data: "1 2 3" });
  expect(sampledData("R5", everySecond.slice(0, 1), "W")).toBeUndefined();
});

test("whatever is sampled whenever, a receiver reads every value at its time and no other", () => {
  const stepMs = fc.constantFrom(1, 7, 200, 1000, 5000, 60_000);
  const steps = fc.uniqueArray(fc.nat(4000), { minLength: 2, maxLength: 80 });
  const value = fc.oneof(
    fc.integer({ min: -500, max: 500 }),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  fc.assert(
    fc.property(
      stepMs,
      steps,
      fc.infiniteStream(value),
      fc.constantFrom("R4", "R5"),
      (stepMs, steps, values, version) => {
        const inOrder = steps.toSorted((a, b) => a - b);
        const samples = samplesAt(inOrder.map((step) => [step * stepMs, values.next().value]));
        const sampled = sampledData(version, samples, "W");
        fc.pre(sampled !== undefined || version === "R5");
        const first = samples[0]?.micros ?? Number.NaN;
        const expected = samples.map(({ micros, value }) => [(micros - first) / 1000, value + 0]);
        expect(readSampledData(sampled ?? missing).map(([offsetMs, value]) => [offsetMs, value + 0])).toEqual(
          expected,
        );
        expect(sampled?.data).not.toContain("e");
      },
    ),
    { numRuns: 300 },
  );
});
