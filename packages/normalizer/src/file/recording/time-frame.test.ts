import { describe, expect, test } from "vitest";
import { timeFrame } from "./time-frame.ts";

const written = (start: string, zone: string | null) => {
  const frame = timeFrame(start, zone);
  return frame?.write(frame.read(start) ?? Number.NaN);
};

test.each([
  ["2021-07-09T01:08:49.498Z", null, "2021-07-09T01:08:49.498000+00:00", 0],
  ["2021-07-09T01:08:49.498Z", "Europe/Berlin", "2021-07-09T03:08:49.498000+02:00", 1],
  ["2021-07-09T01:08:49-05:30", "Europe/Berlin", "2021-07-09T01:08:49.000000-05:30", 1],
  ["2021-01-09T01:08:49", "Europe/Berlin", "2021-01-09T01:08:49.000000+01:00", 1],
  ["2021-01-09T01:08:49", null, "2021-01-09T01:08:49.000000", 1],
])("%s in the zone %s is written as %s", (start, zone, expected, localization) => {
  expect(written(start, zone)).toBe(expected);
  expect(timeFrame(start, zone)?.localization).toBe(localization);
});

test.each(["", "noon", "2021-01-09", "2021-13-09T01:08:49Z", "1969-01-01T00:00:00Z", "2300-01-01T00:00:00Z"])(
  "%j is no time",
  (start) => {
    expect(timeFrame(start, "Europe/Berlin")).toBeNull();
  },
);

describe("a floating time and an instant cannot be on one line", () => {
  test("where no zone joins them", () => {
    expect(timeFrame("2021-01-09T01:08:49", null)?.read("2021-01-09T01:08:50Z")).toBeNull();
    expect(timeFrame("2021-01-09T01:08:49Z", null)?.read("2021-01-09T01:08:50")).toBeNull();
  });

  test("a zone joins them", () => {
    const frame = timeFrame("2021-01-09T01:08:49", "Europe/Berlin");
    expect(frame?.read("2021-01-09T00:08:49Z")).toBe(frame?.read("2021-01-09T01:08:49"));
  });
});
