import { expect, test } from "vitest";
import { activityOf, metric, payloadWith } from "./workout.fixture.ts";

const bounds = [
  [0, 115],
  [116, 133],
  [134, 151],
  [152, 169],
  [170, 179],
];
const zones = bounds.map(([min_value, max_value], index) => ({
  slug: `zone${index + 1}`,
  display_name: `Zone ${index + 1}`,
  range: "",
  min_value,
  max_value,
  duration: 10 * (index + 1),
}));

const heartRateWith = (graph: object, workout: object = {}) =>
  activityOf(payloadWith({ graph: { ...graph }, workout: { ...workout } })).heart_rate_data?.summary;

test("zones count from 0, and their bounds in beats are percentages of the maximum", () => {
  const heartRate = heartRateWith({
    metrics: [metric("heart_rate", "bpm", [1, 1, 1, 1], { zones: zones.toReversed() })],
  });
  expect(heartRate?.hr_zone_data).toEqual([
    { zone: 0, start_percentage: 0, end_percentage: 65, name: "Zone 1", duration_seconds: 10 },
    { zone: 1, start_percentage: 65, end_percentage: 75, name: "Zone 2", duration_seconds: 20 },
    { zone: 2, start_percentage: 75, end_percentage: 85, name: "Zone 3", duration_seconds: 30 },
    { zone: 3, start_percentage: 85, end_percentage: 95, name: "Zone 4", duration_seconds: 40 },
    { zone: 4, start_percentage: 95, end_percentage: 100, name: "Zone 5", duration_seconds: 50 },
  ]);
  expect(heartRate?.user_max_hr_bpm).toBe(179);
});

const effortZones = {
  total_effort_points: 44.8,
  heart_rate_zone_durations: { heart_rate_z1_duration: 23, heart_rate_z2_duration: 653 },
};

test("without bounds the durations of the effort zones are taken, even longer than the workout", () => {
  const expected = [
    { zone: 0, start_percentage: null, end_percentage: null, name: "Zone 1", duration_seconds: 23 },
    { zone: 1, start_percentage: null, end_percentage: null, name: "Zone 2", duration_seconds: 653 },
  ];
  expect(heartRateWith({ effort_zones: effortZones })?.hr_zone_data).toEqual(expected);
  expect(heartRateWith({}, { effort_zones: effortZones })?.hr_zone_data).toEqual(expected);
});

test("total_heart_rate_zone_durations and average_effort_score are of many workouts and are not read", () => {
  const activity = activityOf(
    payloadWith({
      workout: {
        total_heart_rate_zone_durations: { heart_rate_z4_duration: 8867 },
        average_effort_score: 43.5,
        effort_zones: null,
      },
    }),
  );
  expect(activity.heart_rate_data?.summary?.hr_zone_data).toEqual([]);
  expect(activity.musette_data?.effort_data).toBeNull();
});
