import { expect, test } from "vitest";
import { kindOf } from "./kind.ts";

test.each([
  ["cycle", "bike", 18],
  ["CYCLE", "STATIONARYBIKE", 18],
  ["cycle", "stationary-bike", 18],
  ["cycle", "strava", 1],
  ["run", "treadmill", 58],
  ["run", "google-fit", 8],
  ["row", "rower", 54],
  ["row", "wearable", 53],
  ["run", "elliptical", 25],
  ["cardio", "ELLIPTICAL", 25],
  ["cardio", "strider", 25],
  ["strength", "ifitapp", 80],
  ["STRENGTH", null, 80],
  ["cardio", "ifit_app", 123],
  ["daily_video", "daily", 108],
  ["constructor", "bike", 108],
  [null, null, 108],
])("type %s from origin %s is Terra's activity type %i", (type, origin, expected) => {
  expect(kindOf(type, origin).activityType).toBe(expected);
});

test.each([
  "garmin",
  "strava",
  "healthkit",
  "google-fit",
  "GOOGLEFIT",
  "google_fit",
  "thirdparty",
  "third-party",
])("origin %s means that iFit got the workout from somebody else", (origin) => {
  expect(kindOf("run", origin).isThirdParty).toBe(true);
});

test("iFit's own machines are not third parties, and a missing origin says nothing", () => {
  expect(kindOf("run", "treadmill").isThirdParty).toBe(false);
  expect(kindOf("run", null).isThirdParty).toBeNull();
});
