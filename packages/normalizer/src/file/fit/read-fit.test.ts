import type { Activity } from "@musette/core";
import { FitBaseType } from "fit-file-parser/encoder";
import { describe, expect, test } from "vitest";
import { fitFile, type StoredMessage } from "./fit-file.fixture.ts";
import { duathlon, garminRun } from "./garmin-run.fixture.ts";
import { readFit } from "./read-fit.ts";

const user = { userId: "rider", referenceId: "me", zone: null };
const activities = (messages: readonly StoredMessage[], zone: string | null = null) =>
  readFit(fitFile(messages), { ...user, zone }).map((event) => event.body() as Activity);

describe("a run from a watch", () => {
  const [event] = readFit(fitFile(garminRun), user);
  const [activity] = activities(garminRun);

  test("is the maker's, under its serial number and time of creation", () => {
    expect(event).toMatchObject({
      key: "activity:rider:GARMIN:fit-garmin-3589-3900000001-1772384400",
      type: "activity",
      user: { user_id: "rider", provider: "GARMIN", reference_id: "me" },
      startTime: "2026-03-01T18:00:00.000000+01:00",
      endTime: "2026-03-01T18:01:40.000000+01:00",
      orderedAtMs: Date.UTC(2026, 2, 1, 17),
      item: 0,
    });
  });

  test("has what the session states, in Terra's units", () => {
    expect(activity).toMatchObject({
      metadata: { type: 8, upload_type: 1, timestamp_localization: 1 },
      active_durations_data: { activity_seconds: 80 },
      calories_data: { total_burned_calories: 88 },
      device_data: { name: "Forerunner", manufacturer: "garmin", software_version: "15.2" },
      distance_data: { summary: { distance_meters: 2700.5, steps: 1200 } },
      heart_rate_data: { summary: { avg_hr_bpm: 141, max_hr_bpm: 160, min_hr_bpm: null } },
      movement_data: {
        avg_cadence_rpm: 84.25,
        avg_speed_meters_per_second: 2.97,
        max_speed_meters_per_second: null,
      },
      power_data: { avg_watts: null, max_watts: null, power_samples: [] },
      musette_data: { discipline: "running", resistance_data: null, strength_data: null },
    });
  });

  test("has its records as samples, whose timer stands still in the pause", () => {
    const samples = activity?.heart_rate_data?.detailed?.hr_samples ?? [];
    // The strap had no value at 40 s.
    expect(samples.map(({ bpm }) => bpm)).toEqual([120, 130, 125, 150]);
    expect(samples.map(({ timer_duration_seconds }) => timer_duration_seconds)).toEqual([0, 20, 40, 80]);
    expect(samples[3]?.timestamp).toBe("2026-03-01T18:01:40.000000+01:00");
    expect(activity?.movement_data?.cadence_samples?.[0]?.cadence_rpm).toBe(85.5);
    expect(activity?.movement_data?.speed_samples?.[1]?.speed_meters_per_second).toBe(3);
    expect(activity?.distance_data?.detailed?.distance_samples?.at(-1)?.distance_meters).toBe(300);
    expect(activity?.distance_data?.detailed?.elevation_samples?.[0]?.elev_meters).toBe(34.2);
    const [latitude, longitude] = activity?.position_data?.position_samples?.[1]?.coords_lat_lng_deg ?? [];
    expect(latitude).toBeCloseTo(52.502, 6);
    expect(longitude).toBeCloseTo(-13.4, 6);
  });

  test("has its laps", () => {
    expect(activity?.lap_data?.laps).toMatchObject([
      { start_time: "2026-03-01T18:00:00.000000+01:00", end_time: "2026-03-01T18:00:40.000000+01:00" },
      { distance_meters: 1000, trigger_method: "DISTANCE", active_duration_seconds: 60, avg_hr_bpm: null },
    ]);
  });
});

describe("two sports in one file", () => {
  test("are two activities with what is theirs", () => {
    const events = readFit(fitFile(duathlon), user);
    expect(events.map(({ item, key }) => [item, key.slice(-2)])).toEqual([
      [0, "-0"],
      [1, "-1"],
    ]);
    const [run, ride] = activities(duathlon);
    const bpm = (activity: Activity | undefined) =>
      activity?.heart_rate_data?.detailed?.hr_samples?.map((sample) => [
        sample.timer_duration_seconds,
        sample.bpm,
      ]);
    expect([run?.metadata.type, ride?.metadata.type]).toEqual([8, 1]);
    expect(bpm(run)).toEqual([
      [0, 100],
      [10, 110],
      [49, 149],
    ]);
    expect(bpm(ride)).toEqual([
      [0, 150],
      [40, 190],
    ]);
    expect([run?.lap_data?.laps?.length, ride?.lap_data?.laps?.length]).toEqual([1, 1]);
  });

  test("as two files that were joined are both taken", () => {
    const { name, bytes } = fitFile(garminRun);
    const joined = { name, bytes: Buffer.concat([bytes, fitFile(duathlon).bytes]) };
    expect(readFit(joined, user).map(({ item }) => item)).toEqual([0, 1, 2]);
  });
});

describe("local time", () => {
  const withoutLocal = garminRun.map(([number, fields]): StoredMessage => [
    number,
    number === 34 ? fields.filter(([field]) => field !== 5) : fields,
  ]);

  test("is the file's own, whatever zone the owner names", () => {
    expect(activities(garminRun, "America/New_York")[0]?.metadata.start_time).toMatch(
      /T18:00:00.000000\+01:00$/,
    );
  });

  test("is that of the owner's zone where the file has none, and else UTC", () => {
    expect(activities(withoutLocal, "America/New_York")[0]?.metadata.start_time).toMatch(
      /T12:00:00.000000-05:00$/,
    );
    expect(activities(withoutLocal)[0]?.metadata).toMatchObject({
      start_time: "2026-03-01T17:00:00.000000+00:00",
      timestamp_localization: 0,
    });
  });
});

test("the same content has the same id, other content under the same key another", () => {
  const faster = garminRun.map(([number, fields]): StoredMessage => [
    number,
    number === 20 ? fields.map(([field, type, value]) => [field, type, field === 6 ? 3100 : value]) : fields,
  ]);
  const [one] = readFit(fitFile(garminRun), user);
  const [same] = readFit(fitFile(garminRun, "other-name.fit"), user);
  const [other] = readFit(fitFile(faster), user);
  expect(same?.id).toBe(one?.id);
  expect(other?.key).toBe(one?.key);
  expect(other?.id).not.toBe(one?.id);
});

test("a maker that Terra does not know is FILE", () => {
  const messages = garminRun.map(([number, fields]): StoredMessage => [
    number,
    number === 0 ? fields.map(([field, type, value]) => [field, type, field === 1 ? 255 : value]) : fields,
  ]);
  expect(readFit(fitFile(messages), user)[0]?.key).toMatch(/^activity:rider:FILE:fit-development-/);
});

test("the resistance and grade of a trainer are percentages", () => {
  const { Uint8, Sint16, Uint32 } = FitBaseType;
  const trainer: StoredMessage = [
    20,
    [
      [253, Uint32, 1_141_318_805],
      [10, Uint8, 127],
      [9, Sint16, -250],
    ],
  ];
  const [activity] = activities([...garminRun, trainer]);
  expect(activity?.musette_data?.resistance_data?.resistance_samples).toMatchObject([
    { resistance_percentage: 50 },
  ]);
  expect(activity?.musette_data?.incline_data?.incline_samples).toMatchObject([{ incline_percentage: -2.5 }]);
});
