import { assert, jsonValue, property } from "fast-check";
import { expect, test } from "vitest";
import { makeRecord } from "./record.fixture.ts";
import { activityRow } from "./activity-row.ts";

const ride = {
  metadata: { summary_id: "ride-1", name: "30 min Climb Ride", type: 18 },
  active_durations_data: { activity_seconds: 1795 },
  distance_data: {
    summary: { distance_meters: 15_288.7, steps: null, elevation: { gain_actual_meters: 0 } },
  },
  work_data: { work_kilojoules: 389.36 },
  power_data: { avg_watts: 216, max_watts: 401 },
  heart_rate_data: { summary: { avg_hr_bpm: 147.5, max_hr_bpm: 171, min_hr_bpm: 92 } },
  calories_data: { total_burned_calories: 463 },
  movement_data: {
    avg_cadence_rpm: 78,
    max_cadence_rpm: 101,
    avg_speed_meters_per_second: 8.49,
    max_speed_meters_per_second: 11.2,
  },
  musette_data: {
    discipline: "cycling",
    resistance_data: { avg_percentage: 47 },
    incline_data: { avg_percentage: -0.5 },
    class_data: { title: "30 min Climb Ride", instructor_name: "Ada Lovelace" },
  },
};

test("takes each column from its place in Terra's model and in the extension block", () => {
  expect(activityRow(makeRecord({ item: ride }))).toEqual({
    event_key: "activity:user-1:PELOTON:ride-1",
    user_id: "user-1",
    reference_id: "ada",
    provider: "PELOTON",
    summary_id: "ride-1",
    name: "30 min Climb Ride",
    type: 18n,
    discipline: "cycling",
    class_title: "30 min Climb Ride",
    instructor_name: "Ada Lovelace",
    start_time: "2026-03-01T18:00:00.250000+01:00",
    end_time: "2026-03-01T18:30:00.250000+01:00",
    start_time_utc: new Date("2026-03-01T17:00:00.250Z"),
    end_time_utc: new Date("2026-03-01T17:30:00.250Z"),
    duration_seconds: 1800,
    active_seconds: 1795,
    distance_meters: 15_288.7,
    steps: null,
    elevation_gain_actual_meters: 0,
    work_kilojoules: 389.36,
    avg_watts: 216,
    max_watts: 401,
    avg_hr_bpm: 147.5,
    max_hr_bpm: 171,
    min_hr_bpm: 92,
    total_burned_calories: 463,
    avg_cadence_rpm: 78,
    max_cadence_rpm: 101,
    avg_speed_meters_per_second: 8.49,
    max_speed_meters_per_second: 11.2,
    avg_resistance_percentage: 47,
    avg_incline_percentage: -0.5,
    event_id: "id of activity:user-1:PELOTON:ride-1 at 1760000000000",
    received_at: new Date(1_760_000_000_000),
    revision: 1_760_000_000_000n,
  });
});

test("keeps type 0, In Vehicle", () => {
  expect(activityRow(makeRecord({ item: { metadata: { type: 0 } } })).type).toBe(0n);
});

test("leaves null what the activity does not say, and what has another type than the model's", () => {
  const row = activityRow(
    makeRecord({ item: { metadata: { name: 7, type: "18" }, power_data: { avg_watts: "216" } } }),
  );
  expect(row).toMatchObject({ name: null, type: null, avg_watts: null, distance_meters: null });
});

test("has the same columns for whatever JSON there is, so that rows go into one statement", () => {
  const columns = Object.keys(activityRow(makeRecord({ item: ride })));
  assert(
    property(jsonValue(), (item) => {
      expect(Object.keys(activityRow(makeRecord({ item })))).toEqual(columns);
    }),
  );
});
