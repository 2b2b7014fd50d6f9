import { describe, expect, test } from "vitest";
import { activityOf, bikeLog, series, startMs, webLog } from "./log.fixture.ts";

const treadmillLog = { ...bikeLog, type: "run", origin: "treadmill" };
const rowerLog = {
  ...bikeLog,
  type: "row",
  origin: "rower",
  stats: {
    spm: series([0, 0], [4000, 22], [100_000, 26], [194_000, 26]),
    five_hundred_split: series([0, 0], [4000, 140], [100_000, 125.5], [150_000, 0]),
    steps: series([4000, 1], [194_000, 70]),
  },
};

describe("time", () => {
  test("no payload states an offset, so times are UTC and marked as such", () => {
    expect(activityOf(bikeLog).metadata).toMatchObject({
      start_time: "2023-03-05T06:44:21.316000+00:00",
      timestamp_localization: 0,
    });
  });

  test("an ISO start with an offset keeps it, in samples as well", () => {
    const body = activityOf({ ...bikeLog, start: "2023-03-05T08:44:21.316+02:00" });
    expect(body.metadata).toMatchObject({
      start_time: "2023-03-05T08:44:21.316000+02:00",
      end_time: "2023-03-05T08:47:35.316000+02:00",
      timestamp_localization: 1,
    });
    expect(body.power_data?.power_samples?.[1]?.timestamp).toBe("2023-03-05T08:44:27.316000+02:00");
  });

  test.each([
    ["start + duration", { end: undefined }, "2023-03-05T06:47:35.316000+00:00"],
    [
      "start + duration when it lies before the start",
      { end: startMs - 1 },
      "2023-03-05T06:47:35.316000+00:00",
    ],
    ["the last point without a duration", { end: null, duration: null }, "2023-03-05T06:47:35.316000+00:00"],
    [
      "the start when nothing is known",
      { end: null, duration: null, stats: {} },
      "2023-03-05T06:44:21.316000+00:00",
    ],
  ])("a missing end is %s", (_, changes, expected) => {
    expect(activityOf({ ...bikeLog, ...changes }).metadata.end_time).toBe(expected);
  });
});

describe("change-only stats", () => {
  test("points keep their own times, are not interpolated, and the repeated last point stays", () => {
    expect(activityOf(bikeLog).musette_data?.resistance_data?.resistance_samples).toEqual([
      { timestamp: "2023-03-05T06:44:21.316000+00:00", timer_duration_seconds: 0, resistance_level: 4 },
      { timestamp: "2023-03-05T06:45:58.316000+00:00", timer_duration_seconds: 97, resistance_level: 8 },
      { timestamp: "2023-03-05T06:47:35.316000+00:00", timer_duration_seconds: 194, resistance_level: 8 },
    ]);
  });

  test("points come in the order of their offsets", () => {
    const watts = series([9000, 90], [0, 50], [4500, 70]);
    const body = activityOf({ ...bikeLog, stats: { watts } });
    expect(body.power_data?.power_samples?.map((sample) => sample.watts)).toEqual([50, 70, 90]);
  });

  test("averages that iFit does not state weigh each value by how long it held", () => {
    const body = activityOf(bikeLog);
    // 6 s at 0, 84 s at 1.103 and 104 s at 7.5 m/s.
    expect(body.movement_data?.avg_speed_meters_per_second).toBeCloseTo((84 * 1.103 + 104 * 7.5) / 194, 10);
    expect(body.movement_data?.avg_cadence_rpm).toBeCloseTo((188 * 74) / 194, 10);
    expect(body.musette_data?.incline_data).toMatchObject({
      avg_percentage: -1.25,
      max_percentage: 0,
      min_percentage: -2.5,
    });
  });

  test("what iFit states goes before what its series say", () => {
    const body = activityOf(bikeLog);
    expect(body.power_data).toMatchObject({ avg_watts: 88.4, max_watts: 141 });
    expect(body.musette_data?.resistance_data).toMatchObject({
      avg_level: 6.2,
      max_level: 8,
      avg_percentage: null,
    });
  });

  test("meters and calories are cumulative, and their last points stand in for missing totals", () => {
    const body = activityOf({ ...bikeLog, summary: null });
    expect(body.distance_data?.detailed?.distance_samples?.map((sample) => sample.distance_meters)).toEqual([
      0.5, 500.25, 1312.4,
    ]);
    expect(body.calories_data?.calorie_samples?.map((sample) => sample.calories)).toEqual([0.4, 21.5]);
    expect(body.distance_data?.summary?.distance_meters).toBe(1312.4);
    expect(body.calories_data?.total_burned_calories).toBe(21.5);
  });

  test("empty, null and absent lists are metrics that were not recorded", () => {
    const body = activityOf({ ...bikeLog, summary: {}, stats: { bpm: [], watts: null } });
    expect(body.heart_rate_data?.detailed?.hr_samples).toEqual([]);
    expect(body.power_data).toEqual({ avg_watts: null, max_watts: null, power_samples: [] });
    expect(body.musette_data).toMatchObject({ resistance_data: null, incline_data: null, stroke_data: null });
  });
});

describe("sentinels", () => {
  test("a heart rate of 0 is missing: dropped before the strap is found, a gap later", () => {
    const { detailed, summary } = activityOf(bikeLog).heart_rate_data ?? {};
    expect(detailed?.hr_samples?.map((sample) => [sample.timer_duration_seconds, sample.bpm])).toEqual([
      [18, 101],
      [60, null],
      [80, 131],
      [194, 131],
    ]);
    // 42 s at 101 and 114 s at 131; the summary's zeros are no measurement.
    expect(summary?.avg_hr_bpm).toBeCloseTo((42 * 101 + 114 * 131) / 156, 10);
    expect(summary).toMatchObject({ max_hr_bpm: 131, min_hr_bpm: 101 });
  });

  test("a heart rate of 0 throughout is no heart rate", () => {
    const { heart_rate_data } = activityOf({ ...bikeLog, stats: { bpm: series([0, 0], [194_000, 0]) } });
    expect(heart_rate_data?.detailed?.hr_samples).toEqual([]);
    expect(heart_rate_data?.summary).toMatchObject({ avg_hr_bpm: null, max_hr_bpm: null, min_hr_bpm: null });
  });

  test("total_steps 0 is not counted yet, so missing", () => {
    const log = { ...treadmillLog, stats: {}, summary: { ...bikeLog.summary, total_steps: 0 } };
    expect(activityOf(log).distance_data?.summary?.steps).toBeNull();
    const counted = { ...log, stats: { steps: series([0, 0], [194_000, 0]) } };
    expect(activityOf(counted).distance_data?.summary?.steps).toBeNull();
  });

  test("zeros that may be real stay", () => {
    const body = activityOf({ ...bikeLog, stats: {}, summary: { total_meters: 0, average_watts: 0 } });
    expect(body.distance_data?.summary?.distance_meters).toBe(0);
    expect(body.power_data?.avg_watts).toBe(0);
  });

  test("a treadmill's rpm and resistance of 0 are no measurements", () => {
    const zeros = series([0, 0], [194_000, 0]);
    const summary = { average_resistance: 0 };
    const body = activityOf({ ...treadmillLog, summary, stats: { rpm: zeros, resistance: zeros } });
    expect(body.movement_data?.cadence_samples).toEqual([]);
    expect(body.musette_data?.resistance_data).toBeNull();
  });
});

describe("machines", () => {
  test("a bike's steps are crank revolutions, so not steps", () => {
    const { summary, detailed } = activityOf(bikeLog).distance_data ?? {};
    expect(summary?.steps).toBeNull();
    expect(detailed?.step_samples).toEqual([]);
  });

  test("a treadmill's steps are steps", () => {
    const { summary, detailed } = activityOf(treadmillLog).distance_data ?? {};
    expect(summary?.steps).toBe(231);
    expect(detailed?.step_samples?.map((sample) => sample.steps)).toEqual([1, 231]);
  });

  test("a treadmill's watts are marked as estimates, a bike's are not", () => {
    expect(activityOf(treadmillLog).musette_data?.power_is_estimated).toBe(true);
    expect(activityOf(webLog).musette_data?.power_is_estimated).toBe(true);
    expect(activityOf(bikeLog).musette_data?.power_is_estimated).toBeNull();
    expect(
      activityOf({ ...treadmillLog, summary: {}, stats: {} }).musette_data?.power_is_estimated,
    ).toBeNull();
  });

  test("a rower's cadence is its stroke rate, and a split pace of 0 is standing still", () => {
    const body = activityOf(rowerLog);
    expect(body.movement_data).toMatchObject({ max_cadence_rpm: 26 });
    expect(body.movement_data?.cadence_samples?.map((sample) => sample.cadence_rpm)).toEqual([0, 22, 26, 26]);
    expect(body.musette_data?.stroke_data).toMatchObject({
      max_stroke_rate_strokes_per_minute: 26,
      avg_split_pace_seconds_per_500_meters: null,
      best_split_pace_seconds_per_500_meters: 125.5,
    });
    expect(
      body.musette_data?.stroke_data?.split_pace_samples.map(
        (sample) => sample.split_pace_seconds_per_500_meters,
      ),
    ).toEqual([140, 125.5, null]);
    expect(body.distance_data?.summary?.steps).toBeNull();
  });

  test("an unknown type becomes Other and keeps its name", () => {
    const body = activityOf({ ...bikeLog, type: "DAILY_VIDEO", origin: "daily" });
    expect(body.metadata.type).toBe(108);
    expect(body.musette_data?.discipline).toBe("DAILY_VIDEO");
  });
});

describe("where it came from", () => {
  test("the log's own facts go to the device and the source", () => {
    const body = activityOf(bikeLog);
    expect(body.device_data).toMatchObject({
      name: "bike",
      manufacturer: "iFit",
      software_version: "424992",
    });
    expect(body.musette_data?.source).toMatchObject({
      workout_id: bikeLog.id,
      device_type: bikeLog.machine_id,
      platform: "bike",
      workout_type: "ON_DEMAND",
      program_id: bikeLog.program_id,
      is_third_party: false,
    });
    expect(body.musette_data?.class_data?.class_id).toBe(bikeLog.workout_id);
    expect(body.metadata.upload_type).toBe(1);
  });

  test("a workout from another service is accepted and marked", () => {
    const body = activityOf({ ...bikeLog, origin: "google-fit" });
    expect(body.metadata.upload_type).toBe(6);
    expect(body.musette_data?.source.is_third_party).toBe(true);
    expect(body.device_data?.manufacturer).toBeNull();
  });

  test("a redundant copy is accepted and marked", () => {
    const body = activityOf({ ...bikeLog, redundant: true });
    expect(body.metadata.upload_type).toBe(6);
    expect(body.musette_data?.source.is_third_party).toBe(true);
  });

  test("a manual workout, whose workout is itself, has no class", () => {
    expect(activityOf({ ...bikeLog, workout_id: bikeLog.id }).musette_data?.class_data).toBeNull();
  });
});

test("normalized power becomes a training stress sample", () => {
  expect(activityOf(webLog).TSS_data?.TSS_samples).toMatchObject([
    { normalized_power_watts: 383.5, actual: null },
  ]);
});
