import { describe, expect, test } from "vitest";
import { activitiesOf } from "../files.fixture.ts";
import { classRow, type HistoryCells, historyOf } from "../history.fixture.ts";

function activityOf(cells: HistoryCells, heading?: (name: string) => string) {
  const [activity, ...others] = activitiesOf({ "history.csv": historyOf([cells], heading) });
  if (activity === undefined || others.length > 0) throw new Error("not one activity");
  return activity;
}

describe("a class on the bike", () => {
  const ride = activityOf(classRow);

  test("has its start on the clocks of where it was", () => {
    expect(ride.metadata).toEqual({
      name: "20 min Beginner Ride",
      type: 18,
      upload_type: 1,
      summary_id: "history-2020-04-07T16:39-cycling",
      start_time: "2020-04-07T16:39:00.000000-07:00",
      end_time: "2020-04-07T16:59:00.000000-07:00",
      timestamp_localization: 1,
      city: null,
      country: null,
      state: null,
    });
  });

  test("has its averages and totals in SI units", () => {
    expect(ride.work_data?.work_kilojoules).toBe(143);
    expect(ride.power_data).toMatchObject({ avg_watts: 119, max_watts: null, power_samples: [] });
    expect(ride.movement_data?.avg_cadence_rpm).toBe(79);
    expect(ride.movement_data?.avg_speed_meters_per_second).toBeCloseTo(16.92 * 0.44704, 10);
    expect(ride.distance_data?.summary?.distance_meters).toBeCloseTo(5.63 * 1609.344, 10);
    expect(ride.calories_data?.total_burned_calories).toBe(205);
    expect(ride.musette_data?.resistance_data?.avg_percentage).toBe(41);
  });

  test("lacks what its cells leave empty, and how long the rider took part", () => {
    expect(ride.heart_rate_data?.summary?.avg_hr_bpm).toBeNull();
    expect(ride.musette_data?.incline_data).toBeNull();
    expect(ride.active_durations_data?.activity_seconds).toBeNull();
  });

  test("names its class", () => {
    expect(ride.musette_data?.class_data).toMatchObject({
      title: "20 min Beginner Ride",
      instructor_name: "Ada Rider",
      duration_seconds: 1200,
      original_air_time: "2020-03-18T14:21:00.000000+00:00",
    });
  });
});

test("a metric account has kilometers, and a pace per kilometer", () => {
  const metric = (name: string) =>
    name.replace("(mph)", "(kph)").replace("(mi)", "(km)").replace("/mi)", "/km)");
  const run = activityOf(
    {
      ...classRow,
      "Fitness Discipline": "Running",
      "Avg. Speed (mph)": "9",
      "Distance (mi)": "3",
      "Avg. Pace (min/mi)": "6.5",
      "Avg. Incline": "1.5%",
    },
    metric,
  );
  expect(run.distance_data?.summary?.distance_meters).toBe(3000);
  expect(run.movement_data).toMatchObject({
    avg_speed_meters_per_second: 2.5,
    avg_pace_minutes_per_kilometer: 6.5,
  });
  expect(run.musette_data?.incline_data?.avg_percentage).toBe(1.5);
  expect(run.metadata.type).toBe(58);
});

test("older headings and a pace in minutes and seconds are read", () => {
  const older = (name: string) =>
    name.replace("(mph)", "(MPH)").replace("(mi)", "(miles)").replace("min/mi)", "min/mile)").toUpperCase();
  const run = activityOf({ ...classRow, "Avg. Pace (min/mi)": "9:30" }, older);
  expect(run.distance_data?.summary?.distance_meters).toBeCloseTo(5.63 * 1609.344, 10);
  expect(run.movement_data?.avg_pace_minutes_per_kilometer).toBeCloseTo(9.5 / 1.609344, 10);
});

test("Just Ride has no class, and a length of 0 or None is none", () => {
  for (const length of ["0", "None", ""]) {
    const ride = activityOf({
      ...classRow,
      "Length (minutes)": length,
      "Instructor Name": "",
      "Class Timestamp": "",
      "Live/On-Demand": "",
    });
    expect(ride.musette_data?.class_data).toBeNull();
    expect(ride.metadata.end_time).toBe(ride.metadata.start_time);
  }
});

test("a heart rate may have decimals, and 0 is none", () => {
  const bpm = (cell: string) =>
    activityOf({ ...classRow, "Avg. Heartrate": cell }).heart_rate_data?.summary?.avg_hr_bpm;
  expect([bpm("129.66"), bpm("0"), bpm("0.0")]).toEqual([129.66, null, null]);
});

test.each([
  ["Bike Bootcamp", 22, "bike_bootcamp"],
  ["Tread Bootcamp", 22, "tread_bootcamp"],
  ["Rowing", 54, "rowing"],
  ["Walking", 95, "walking"],
  ["Meditation", 45, "meditation"],
  ["Strength", 80, "strength"],
  ["Ski & Snow", 108, "ski_snow"],
])("%s is Terra's type %d", (discipline, type, slug) => {
  const activity = activityOf({ ...classRow, "Fitness Discipline": discipline });
  expect([activity.metadata.type, activity.musette_data?.discipline]).toEqual([type, slug]);
});
