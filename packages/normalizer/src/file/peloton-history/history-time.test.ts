import { describe, expect, test } from "vitest";
import { activitiesOf, normalizeFiles } from "../files.fixture.ts";
import { classRow, historyOf } from "../history.fixture.ts";

function startOf(timestamp: string, zone: string | null = null): string | undefined {
  const text = historyOf([{ ...classRow, "Workout Timestamp": timestamp }]);
  return activitiesOf({ "history.csv": text }, zone)[0]?.metadata.start_time.slice(19 + 7);
}

describe("the label beside a time", () => {
  test.each([
    ["2020-01-30 09:30 (CDT)", null, "-06:00", "names the zone but not the season"],
    ["2020-07-30 09:30 (CST)", null, "-05:00", "names the zone but not the season"],
    ["2020-01-30 09:30 (-07)", "America/Chicago", "-07:00", "is an offset, whatever the configured zone"],
    ["2020-01-30 09:30 (+0530)", null, "+05:30", "is an offset"],
    ["2020-07-30 09:30 (UTC)", "America/Chicago", "+00:00", "is UTC"],
    ["2020-07-30 09:30 (MST)", "America/Phoenix", "-07:00", "is used by the configured zone, all the year"],
    [
      "2020-07-30 09:30 (MST)",
      "Europe/Berlin",
      "-06:00",
      "is not used by the configured zone: the rider was away",
    ],
    ["2020-07-30 09:30 (GMT)", null, "+01:00", "names London, which is an hour ahead in summer"],
    ["2020-07-30 09:30 (XYZ)", "Europe/Berlin", "+02:00", "is not known: the configured zone"],
    ["2020-07-30 09:30", "Asia/Kathmandu", "+05:45", "is missing: the configured zone"],
    ["2020-07-30 09:30 (XYZ)", null, "", "is not known, and no zone is configured: a local time"],
    ["2020-07-30 09:30", null, "", "is missing, and no zone is configured: a local time"],
  ])("%s configured as %s is %s: the label %s", (timestamp, zone, offset, _why) => {
    expect(startOf(timestamp, zone)).toBe(offset);
  });
});

test("an hour that comes twice is the first of the two; one that is left out is as before", () => {
  expect(startOf("2020-11-01 01:30 (PST)")).toBe("-07:00");
  // 02:30 -08:00 is 03:30 -07:00, but it is written as the row has it.
  expect(startOf("2020-03-08 02:30 (PST)")).toBe("-08:00");
});

test("a time that names no instant cannot be matched with the API's workout", () => {
  const text = historyOf([{ ...classRow, "Workout Timestamp": "2020-04-07 16:39" }]);
  expect(normalizeFiles({ "history.csv": text }).events[0]).not.toHaveProperty("alias");
  expect(normalizeFiles({ "history.csv": text }, "Europe/Berlin").events[0]?.alias).toEqual({
    key: `start:rider-1:PELOTON:${encodeURIComponent("2020-04-07T14:39Z")}`,
    rank: "summary",
  });
});
