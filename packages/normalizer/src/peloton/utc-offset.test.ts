import { expect, test } from "vitest";
import { activityOf, payloadWith, startTime } from "./workout.fixture.ts";

function startOf(workout: Readonly<Record<string, unknown>>) {
  const { start_time, timestamp_localization } = activityOf(payloadWith({ workout })).metadata;
  return [start_time.slice(-6), timestamp_localization];
}

const createdAt = startTime - 60;

test.each([
  [-14_401, "-04:00"],
  [-14_400, "-04:00"],
  [7199, "+02:00"],
  [19_801, "+05:30"],
  [20_700, "+05:45"],
  [-1, "+00:00"],
])("device clocks %d seconds apart are %s, whatever the timezone says", (seconds, offset) => {
  expect(startOf({ device_time_created_at: createdAt + seconds, timezone: "Asia/Tokyo" })).toEqual([
    offset,
    1,
  ]);
});

const withoutDeviceClock = { device_time_created_at: null };

test("without a device clock the timezone decides, with its summer time", () => {
  const newYork = { ...withoutDeviceClock, timezone: "America/New_York" };
  expect(startOf(newYork)).toEqual(["-04:00", 1]);
  expect(startOf({ ...newYork, start_time: startTime + 90 * 86_400, end_time: null })).toEqual(["-05:00", 1]);
});

test("Etc/GMT+5 is five hours behind UTC, as POSIX has it", () => {
  expect(startOf({ ...withoutDeviceClock, timezone: "Etc/GMT+5" })).toEqual(["-05:00", 1]);
  expect(startOf({ ...withoutDeviceClock, timezone: "Etc/GMT-2" })).toEqual(["+02:00", 1]);
  expect(startOf({ ...withoutDeviceClock, timezone: "Etc/GMT" })).toEqual(["+00:00", 1]);
});

test.each([null, "", "Mars/Olympus", 5, "__proto__"])("timezone %j says nothing: UTC", (timezone) => {
  expect(startOf({ ...withoutDeviceClock, timezone })).toEqual(["+00:00", 0]);
});

test("device clocks that are days apart say nothing", () => {
  expect(startOf({ device_time_created_at: createdAt + 200_000, timezone: null })).toEqual(["+00:00", 0]);
});
