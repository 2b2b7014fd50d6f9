import { expect, test } from "vitest";
import { activityOf, payloadWith, startTime } from "./workout.fixture.ts";

const musetteOf = (parts: Parameters<typeof payloadWith>[0]) => activityOf(payloadWith(parts)).musette_data;

test("the source is kept as stated", () => {
  const workout = {
    device_type: "home_bike_v1",
    platform: "home_bike",
    workout_type: "scenic",
    strava_id: "12345",
    ride: { id: "155516e4", series_id: "15114ee7" },
  };
  expect(musetteOf({ workout })?.source).toEqual({
    workout_id: "f8f3a90f441d4924a13a2ffde97faee9",
    device_type: "home_bike_v1",
    platform: "home_bike",
    workout_type: "scenic",
    status: "COMPLETE",
    is_third_party: null,
    program_id: "15114ee7",
    strava_id: "12345",
    fitbit_id: null,
  });
});

test('a strava_id of "-1" is an account that is not linked', () => {
  expect(musetteOf({ workout: { strava_id: "-1", fitbit_id: "-1" } })?.source).toMatchObject({
    strava_id: null,
    fitbit_id: null,
  });
});

test.each([
  [{ is_3p_fit_feed_workout: true, peloton_id: "" }, true, 6, null],
  [{ device_type: "apple_health", is_3p_fit_feed_workout: false }, true, 6, null],
  [{ device_type: "garmin_connect" }, true, 6, null],
  [{ device_type: "home_bike_v1", is_3p_fit_feed_workout: false }, false, 1, "Peloton"],
  [{ device_type: "iPhone" }, null, 1, "Peloton"],
])("%j is an import: %j, upload type %d", (workout, isThirdParty, uploadType, manufacturer) => {
  const activity = activityOf(payloadWith({ workout }));
  expect(activity.musette_data?.source.is_third_party).toBe(isThirdParty);
  expect(activity.metadata.upload_type).toBe(uploadType);
  expect(activity.device_data?.manufacturer).toBe(manufacturer);
});

test("a discipline that is not known is Other, and keeps its name", () => {
  const activity = activityOf(payloadWith({ workout: { fitness_discipline: "underwater_hockey" } }));
  expect(activity.metadata.type).toBe(108);
  expect(activity.musette_data?.discipline).toBe("underwater_hockey");
});

test("is_outdoor makes a ride an outdoor one", () => {
  expect(activityOf(payloadWith({ workout: { is_outdoor: true } })).metadata.type).toBe(1);
});

const ride = {
  id: "155516e41dda4869bd84671a197cfc10",
  title: "20 min Climb",
  duration: 1200,
  instructor: { id: "i1", name: "Ada Rider" },
  difficulty_estimate: 7.5,
  original_air_time: 1_701_270_000,
  scheduled_start_time: null,
};
const segment = {
  name: "Warmup",
  start_time_offset: 0,
  length: 147,
  intensity_in_mets: 3.5,
  metrics_type: "cycling",
};
const classOfRide = {
  class_id: "155516e41dda4869bd84671a197cfc10",
  title: "20 min Climb",
  instructor_name: "Ada Rider",
  instructor_id: "i1",
  duration_seconds: 1200,
  difficulty_estimate: 7.5,
  original_air_time: "2023-11-29T15:00:00.000000+00:00",
  scheduled_start_time: null,
  segments: [
    {
      name: "Warmup",
      start_offset_seconds: 0,
      length_seconds: 147,
      intensity_in_mets: 3.5,
      metrics_type: "cycling",
    },
  ],
};

test.each([
  ["of the workout", { workout: { ride }, graph: { segment_list: [segment] } }],
  ["sent beside it", { ride, graph: { segment_list: [segment] } }],
  ["of the ride details", { ride: { ride, segments: { segment_list: [segment] } } }],
])("the class is that %s", (_, parts) => {
  expect(musetteOf(parts)?.class_data).toEqual(classOfRide);
});

test.each(["0".repeat(32), "00000000-0000-0000-0000-000000000000"])("ride %s is no class", (id) => {
  expect(musetteOf({ workout: { ride: { id, title: "Just Ride" } } })?.class_data).toBeNull();
});

test("a class that nobody rated has no difficulty, and without a length it is the graph's", () => {
  const unrated = { ...ride, difficulty_estimate: 0, duration: null };
  expect(musetteOf({ workout: { ride: unrated } })?.class_data).toMatchObject({
    difficulty_estimate: null,
    duration_seconds: 1800,
  });
});

test("leaderboard, effort and FTP are kept; an FTP of 0 is not set", () => {
  const workout = {
    leaderboard_rank: 12_005,
    total_leaderboard_users: 36_992,
    effort_zones: { total_effort_points: 44.8 },
    ftp_info: { ftp: 171, ftp_source: "ftp_estimated_source", ftp_workout_id: null },
  };
  expect(musetteOf({ workout })).toMatchObject({
    leaderboard_data: { rank: 12_005, total_users: 36_992 },
    effort_data: { total_effort_points: 44.8, average_effort_score: null },
    ftp_data: { ftp_watts: 171, ftp_source: "ftp_estimated_source", ftp_workout_id: null },
  });
  expect(musetteOf({ workout: { ftp_info: { ftp: 0, ftp_source: null } } })?.ftp_data).toBeNull();
});

test("strength movements have repetitions or seconds, and weights in kilograms", () => {
  const movement = (movement_name: string, tracking_type: string, more: object) => ({
    movement_id: movement_name,
    movement_name,
    tracking_type,
    offset: 60,
    weight: [],
    ...more,
  });
  const weight = (weight_value: number, weight_unit: string) => ({
    weight_data: { weight_value, weight_unit },
  });
  const repetition_summary_data = [
    movement("Squat", "rep_counting", {
      completed_number: 12,
      weight: [weight(20, "lb"), weight(10, "kg"), weight(2, "stone")],
    }),
    movement("Plank", "time_based", { completed_number: 30, completed_duration: 30 }),
    movement("Burpee", "time_tracked_rep", { completed_reps: 8, completed_duration: 40 }),
  ];
  const workout = {
    fitness_discipline: "strength",
    start_time: startTime,
    movement_tracker_data: { completed_movements_summary_data: { repetition_summary_data } },
  };
  const movements = musetteOf({ workout })?.strength_data?.movements ?? [];
  expect(
    movements.map(({ name, repetitions, duration_seconds }) => [name, repetitions, duration_seconds]),
  ).toEqual([
    ["Squat", 12, null],
    ["Plank", null, 30],
    ["Burpee", 8, 40],
  ]);
  expect(movements[0]?.weights).toEqual([
    { value: 20, weight_kg: 20 * 0.45359237, unit: "lb" },
    { value: 10, weight_kg: 10, unit: "kg" },
    { value: 2, weight_kg: null, unit: "stone" },
  ]);
});
