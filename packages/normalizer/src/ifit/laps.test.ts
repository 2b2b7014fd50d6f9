import { expect, test } from "vitest";
import { activityOf, webLog } from "./log.fixture.ts";

function lapsWith(splits: unknown) {
  return activityOf({ ...webLog, log: { ...webLog.log, summary: { splits } } }).lap_data?.laps;
}

test("full kilometers become laps that follow one another; the rest of the way has none", () => {
  expect(lapsWith({ km: [319_750, 306_750], mile: [506_586] })).toMatchObject([
    {
      start_time: "2021-02-13T18:52:25.408000+00:00",
      end_time: "2021-02-13T18:57:45.158000+00:00",
      distance_meters: 1000,
      avg_speed_meters_per_second: 1000 / 319.75,
      active_duration_seconds: 320,
      trigger_method: "DISTANCE",
    },
    {
      start_time: "2021-02-13T18:57:45.158000+00:00",
      end_time: "2021-02-13T19:02:51.908000+00:00",
      distance_meters: 1000,
    },
  ]);
});

test("miles are taken where there is no kilometer", () => {
  expect(lapsWith({ km: [], mile: [506_586] })).toMatchObject([{ distance_meters: 1609.344 }]);
});

test("without splits there are no laps", () => {
  expect(lapsWith(null)).toEqual([]);
  expect(lapsWith({})).toEqual([]);
});
