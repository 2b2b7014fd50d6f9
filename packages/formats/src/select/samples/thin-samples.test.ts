import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { describe, expect, test } from "vitest";
import { createSelect } from "../create-select.ts";
import type { SampleSelection } from "./sample-selection.ts";

const startMs = Date.UTC(2026, 2, 1, 17);
const at = (seconds: number) => new Date(startMs + seconds * 1_000).toISOString();
const metadata = { start_time: at(0), end_time: at(60) };
const watts = (values: Readonly<Record<number, number | null>>) =>
  Object.entries(values).map(([seconds, watts]) => ({ timestamp: at(Number(seconds)), watts }));

function thin(power_samples: readonly unknown[], samples: SampleSelection): readonly unknown[] {
  const item = { metadata, power_data: { avg_watts: 1, power_samples } };
  const selected = createSelect({ samples })(item, "activity") as typeof item;
  expect(selected.power_data.avg_watts).toBe(1);
  return selected.power_data.power_samples;
}

test("none empties the lists of samples, and leaves laps, zones and drinks", () => {
  const item = {
    metadata,
    lap_data: { laps: [{ start_time: at(0) }] },
    power_data: { power_samples: watts({ 1: 100 }) },
    heart_rate_data: { summary: { hr_zone_data: [{ zone: 1 }] }, detailed: { hr_samples: [{ bpm: 90 }] } },
    TSS_data: { TSS_samples: [{ planned: 1 }] },
  };
  expect(createSelect({ samples: "none" })(item, "activity")).toEqual({
    ...item,
    power_data: { power_samples: [] },
    heart_rate_data: { summary: { hr_zone_data: [{ zone: 1 }] }, detailed: { hr_samples: [] } },
    TSS_data: { TSS_samples: [] },
  });
  const nutrition = { drink_samples: [{ timestamp: at(0), drink_name: "Tea" }] };
  expect(createSelect({ samples: "none" })(nutrition, "nutrition")).toBe(nutrition);
  const ecg = { heart_data: { ecg_signal: [{ avg_hr_bpm: 60, raw_signal: [{ potential_uV: 1 }] }] } };
  expect(createSelect({ samples: "none" })(ecg, "body")).toEqual({
    heart_data: { ecg_signal: [{ avg_hr_bpm: 60, raw_signal: [] }] },
  });
});

describe("every", () => {
  const every = (samples: readonly unknown[]) => thin(samples, { everyMs: 5_000 });

  test("takes the first sample at or after each step, counted from the start of the item", () => {
    const samples = watts({ 3: 1, 4: 2, 5: 3, 9: 4, 11: 5, 12: 6, 15: 7, 17: null, 20: 8 });
    expect(every(samples.concat(watts({ 25: 0, 30: 0, 35: 0, 40: 0, 45: 0, 50: 0, 55: 0, 59: 0 })))).toEqual(
      watts({ 3: 1, 5: 3, 11: 5, 15: 7, 20: 8, 25: 0, 30: 0, 35: 0, 40: 0, 45: 0, 50: 0, 55: 0 }),
    );
  });

  test("takes the last sample before a gap too: a machine that reports only changes goes on with it", () => {
    expect(every(watts({ 10: 1, 11: 2, 12: 3, 40: 4, 41: 5 }))).toEqual(
      watts({ 10: 1, 12: 3, 40: 4, 41: 5 }),
    );
  });

  test("takes the last of a list that counts up", () => {
    const distance_samples = [55, 57, 59].map((seconds) => ({
      timestamp: at(seconds),
      distance_meters: seconds,
    }));
    const item = { metadata, distance_data: { detailed: { distance_samples } } };
    expect(createSelect({ samples: { everyMs: 5_000 } })(item, "activity")).toMatchObject({
      distance_data: { detailed: { distance_samples: [{ distance_meters: 55 }, { distance_meters: 59 }] } },
    });
  });

  test("leaves readings and samples without a time", () => {
    const hypnogram_samples = [
      { timestamp: at(1), level: 4 },
      { timestamp: at(2), level: 5 },
    ];
    const sleep = { metadata, sleep_durations_data: { hypnogram_samples } };
    expect(createSelect({ samples: { everyMs: 5_000 } })(sleep, "sleep")).toBe(sleep);
    const untimed = [{ watts: 1 }, { watts: 2 }, null, 7];
    expect(every(untimed)).toBe(untimed);
  });
});

describe("peaks", () => {
  const peaks = (samples: readonly unknown[]) => thin(samples, { peaksEveryMs: 60_000 });

  test("takes the smallest and the greatest of each step, in their order", () => {
    expect(peaks(watts({ 0: 5, 1: 9, 2: null, 3: 1, 4: 9, 5: 4 }))).toEqual(watts({ 1: 9, 3: 1 }));
  });

  test("takes the first of a step without a value", () => {
    expect(peaks(watts({ 1: null, 2: null }))).toEqual(watts({ 1: null }));
  });
});

test.each([0, -1, Number.NaN, Infinity])("a step of %d ms is refused", (stepMs) => {
  expect(() => createSelect({ samples: { everyMs: stepMs } })).toThrow(RangeError);
  expect(() => createSelect({ samples: { peaksEveryMs: stepMs } })).toThrow("positive");
});

const sample = record(
  { timestamp: integer({ min: -5, max: 70 }).map(at), watts: constantFrom(null, 0, 1, 2, 3) },
  { requiredKeys: [] },
);

test("thinning keeps the order and at least one sample of each step, and done again it changes nothing", () => {
  assert(
    property(array(sample), constantFrom("everyMs", "peaksEveryMs"), (samples, mode) => {
      const selection = { [mode]: 5_000 } as unknown as SampleSelection;
      const thinned = thin(samples, selection) as typeof samples;
      expect(thin(thinned, selection)).toBe(thinned);
      expect(samples.filter((each) => thinned.includes(each))).toEqual(thinned);
      const stepsOf = (list: typeof samples) =>
        new Set(list.map(({ timestamp }) => Math.floor((Date.parse(timestamp ?? "") - startMs) / 5_000)));
      expect(stepsOf(thinned)).toEqual(stepsOf(samples));
    }),
    { numRuns: 2_000 },
  );
});
