import { expect, test } from "vitest";
import { activityOf, metric, payloadWith, problemOf, summary } from "./workout.fixture.ts";

const activityWith = (metrics: readonly object[], graph: object = {}) =>
  activityOf(payloadWith({ graph: { metrics, ...graph } }));

test("metrics and summaries are found by slug, in whatever order they come", () => {
  const metrics = [
    metric("heart_rate", "bpm", [100, 101, 102, 103]),
    metric("output", "watts", [200, 210, 220, 230]),
    metric("cadence", "rpm", [80, 81, 82, 83]),
  ];
  const summaries = [summary("calories", 340, "kcal"), summary("distance", 5.82, "mi")];
  const activity = activityWith(metrics, { summaries });
  const reversed = activityWith(metrics.toReversed(), { summaries: summaries.toReversed() });
  expect(reversed).toEqual(activity);
  expect(activity.power_data).toMatchObject({ avg_watts: 215, max_watts: 230 });
  expect(activity.distance_data?.summary?.distance_meters).toBe(5.82 * 1609.344);
});

test("metrics of unknown slugs are ignored, whatever they hold", () => {
  expect(activityWith([metric("sweat", "liters", ["a lot"])])).toEqual(activityWith([]));
});

test("a sample is at start_time plus its own second, across gaps and odd beginnings", () => {
  const { power_data: power } = activityWith([metric("output", "watts", [100, 110, 120, 130])], {
    seconds_since_pedaling_start: [7, 8, 40, 41],
  });
  expect(power?.power_samples).toEqual([
    { timestamp: "2024-09-12T12:00:41.000000-04:00", timer_duration_seconds: 7, watts: 100 },
    { timestamp: "2024-09-12T12:00:42.000000-04:00", timer_duration_seconds: 8, watts: 110 },
    { timestamp: "2024-09-12T12:01:14.000000-04:00", timer_duration_seconds: 40, watts: 120 },
    { timestamp: "2024-09-12T12:01:15.000000-04:00", timer_duration_seconds: 41, watts: 130 },
  ]);
});

test("a heart rate of 0 or null is missing: in samples, mean and minimum", () => {
  const { heart_rate_data: heart } = activityWith([
    metric("heart_rate", "bpm", [0, 120, null, 140], { average_value: 65, missing_data_duration: -53 }),
  ]);
  expect(heart?.summary).toMatchObject({ avg_hr_bpm: 130, min_hr_bpm: 120, max_hr_bpm: 140 });
  expect(heart?.detailed?.hr_samples?.map(({ bpm }) => bpm)).toEqual([120, 140]);
});

test("a heart rate of nothing but zeros was not measured", () => {
  const { heart_rate_data: heart } = activityWith([metric("heart_rate", "bpm", [0, 0, 0, 0])]);
  expect(heart?.summary).toMatchObject({ avg_hr_bpm: null, min_hr_bpm: null, max_hr_bpm: null });
  expect(heart?.detailed?.hr_samples).toEqual([]);
});

test("zero watts are real, and the mean is of the samples, not the vendor's, which leaves zeros out", () => {
  const { power_data: power } = activityWith([
    metric("output", "watts", [0, 100, 200, 100], { average_value: 133, max_value: 200 }),
  ]);
  expect(power).toMatchObject({ avg_watts: 100, max_watts: 200 });
  expect(power?.power_samples).toHaveLength(4);
});

test("of samples that were thinned out the vendor's figures are better", () => {
  const { power_data: power, heart_rate_data: heart } = activityWith(
    [
      metric("output", "watts", [130, 140, 150, 140], { average_value: 123, max_value: 225 }),
      metric("heart_rate", "bpm", [0, 150, 160, 170], { average_value: 110, max_value: 176 }),
    ],
    { seconds_since_pedaling_start: [1, 6, 11, 16] },
  );
  expect(power).toMatchObject({ avg_watts: 123, max_watts: 225 });
  expect(heart?.summary).toMatchObject({ avg_hr_bpm: 160, max_hr_bpm: 176 });
});

test("null where there is no maximum: it is taken from the samples", () => {
  const { movement_data: movement } = activityWith([metric("cadence", "rpm", [70, 90, 80, 80])]);
  expect(movement).toMatchObject({ avg_cadence_rpm: 80, max_cadence_rpm: 90 });
});

test("an average without samples is taken from where Peloton states it", () => {
  const stated = activityWith([], {
    average_summaries: [summary("avg_output", 123, "watts"), summary("avg_speed", 17.5, "mph")],
  });
  expect(stated.power_data?.avg_watts).toBe(123);
  expect(stated.movement_data?.avg_speed_meters_per_second).toBeCloseTo(7.8232, 9);
});

test.each([
  ["mph", 10, 4.4704],
  ["kph", 36, 10],
])("speed in %s", (unit, value, metersPerSecond) => {
  const { movement_data: movement } = activityWith([metric("speed", unit, [value, value, value, value])]);
  expect(movement?.avg_speed_meters_per_second).toBeCloseTo(metersPerSecond, 9);
  expect(movement?.max_speed_meters_per_second).toBeCloseTo(metersPerSecond, 9);
  expect(movement?.speed_samples?.[0]?.speed_meters_per_second).toBeCloseTo(metersPerSecond, 9);
});

test("a treadmill's speed is an alternative of its pace; a pace is null while the person stands", () => {
  const speed = metric("speed", "mph", [6, null, 6, 6]);
  const { movement_data: movement } = activityWith([
    metric("pace", "min/mi", [10, null, 8, 9], { max_value: 8, average_value: 9.1, alternatives: [speed] }),
  ]);
  expect(movement?.speed_samples?.map((sample) => sample.timer_duration_seconds)).toEqual([1, 3, 4]);
  expect(movement?.avg_speed_meters_per_second).toBeCloseTo(6 * 0.44704, 9);
  expect(movement?.avg_pace_minutes_per_kilometer).toBeCloseTo(9.1 / 1.609344, 9);
  expect(movement?.max_pace_minutes_per_kilometer).toBeCloseTo(8 / 1.609344, 9);
});

test.each([
  ["min/mi", 26.8224 / 10],
  ["min/km", 1000 / 600],
])("without an alternative, a pace of ten in %s gives the speed", (unit, metersPerSecond) => {
  const { movement_data: movement } = activityWith([metric("pace", unit, [10, null, 0, 10])]);
  expect(movement?.speed_samples?.map((sample) => sample.timer_duration_seconds)).toEqual([1, 4]);
  expect(movement?.avg_speed_meters_per_second).toBeCloseTo(metersPerSecond, 9);
  expect(movement?.avg_pace_minutes_per_kilometer).toBeCloseTo(1000 / (metersPerSecond * 60), 9);
});

test.each([
  ["mi", 2, 3218.688],
  ["km", 21.21367, 21_213.67],
  ["m", 2431, 2431],
])("a distance in %s", (unit, value, meters) => {
  const activity = activityWith([], { summaries: [summary("distance", value, unit)] });
  expect(activity.distance_data?.summary?.distance_meters).toBeCloseTo(meters, 9);
});

test.each([
  ["ft", 30.48],
  ["m", 100],
])("elevation gain and altitude in %s", (unit, meters) => {
  const { distance_data: distance } = activityWith([metric("altitude", unit, [100, null, 300, 200])], {
    summaries: [summary("elevation", 100, unit)],
  });
  expect(distance?.summary?.elevation?.gain_actual_meters).toBeCloseTo(meters, 9);
  expect(distance?.summary?.elevation?.min_meters).toBeCloseTo(meters, 9);
  expect(distance?.summary?.elevation?.max_meters).toBeCloseTo(3 * meters, 9);
  expect(distance?.detailed?.elevation_samples).toHaveLength(3);
});

test.each([
  ["a metric", { metrics: [metric("speed", "knots", [1, 2, 3, 4])] }, "/metrics/0/display_unit"],
  [
    "a metric without a unit",
    { metrics: [{ ...metric("speed", "", [1, 2, 3, 4]), display_unit: null }] },
    "/metrics/0/display_unit",
  ],
  [
    "a total",
    { summaries: [summary("calories", 3, "kcal"), summary("distance", 3, "leagues")] },
    "/summaries/1/display_unit",
  ],
  [
    "an alternative",
    {
      metrics: [
        metric("pace", "min/mi", [9, 9, 9, 9], { alternatives: [metric("speed", "mach", [1, 1, 1, 1])] }),
      ],
    },
    "/metrics/0/alternatives/0/display_unit",
  ],
])("an unknown unit of %s is quarantined, not guessed", (_, graph, pointer) => {
  expect(problemOf(payloadWith({ graph }))).toMatchObject({
    code: "ingest.unrecognised",
    pointer: `/performance_graph${pointer}`,
  });
});

test("distance samples add up the speed, and end at the stated distance", () => {
  const samples = activityWith([metric("speed", "mph", [10, 10, 0, 20])], {
    seconds_since_pedaling_start: [1, 2, 30, 31],
    summaries: [summary("distance", 0.02, "km")],
  }).distance_data?.detailed?.distance_samples;
  expect(samples?.map(({ distance_meters }) => distance_meters)).toEqual([5, 10, 10, 20]);
});
