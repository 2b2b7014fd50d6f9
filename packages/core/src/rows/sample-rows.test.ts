import { expect, test } from "vitest";
import { makeRecord } from "./record.fixture.ts";
import { sampleRows } from "./sample-rows.ts";

test("makes a row of each sample that has a value, and keeps its place in the list", () => {
  const item = {
    heart_rate_data: {
      detailed: {
        hr_samples: [
          { timestamp: "2026-03-01T18:00:01+01:00", timer_duration_seconds: 1, bpm: 101 },
          { timestamp: "2026-03-01T18:00:02+01:00", timer_duration_seconds: 2, bpm: null },
          { timestamp: "2026-03-01T18:00:09+01:00", timer_duration_seconds: 3, bpm: 103 },
        ],
      },
    },
    musette_data: { resistance_data: { resistance_samples: [{ timestamp: null, resistance_level: 12 }] } },
  };
  const event_key = "activity:user-1:PELOTON:ride-1";

  expect(sampleRows(makeRecord({ item }))).toEqual([
    {
      event_key,
      metric: "hr_bpm",
      sample_index: 0n,
      t_seconds: 1,
      timestamp: "2026-03-01T18:00:01+01:00",
      value: 101,
    },
    {
      event_key,
      metric: "hr_bpm",
      sample_index: 2n,
      t_seconds: 3,
      timestamp: "2026-03-01T18:00:09+01:00",
      value: 103,
    },
    { event_key, metric: "resistance_level", sample_index: 0n, t_seconds: null, timestamp: null, value: 12 },
  ]);
});

test("counts the seconds by the timestamps where there is no timer", () => {
  const item = { power_data: { power_samples: [{ timestamp: "2026-03-01T17:00:30.250Z", watts: 200 }] } };
  expect(sampleRows(makeRecord({ item }))).toMatchObject([{ metric: "watts", t_seconds: 30 }]);
});

test("has no rows for an activity without samples, or with something else in their place", () => {
  expect(sampleRows(makeRecord({ item: { power_data: { power_samples: "none" } } }))).toEqual([]);
});
