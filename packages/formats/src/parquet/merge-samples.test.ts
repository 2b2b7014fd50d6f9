import { expect, test } from "vitest";
import { mergeSamples } from "./merge-samples.ts";
import type { MergedSamples } from "./merge-samples.ts";
import { measuredColumns } from "./sample-columns.ts";

const start = "2026-03-01T18:00:00.000000+01:00";
const startMicros = Date.UTC(2026, 2, 1, 17) * 1_000;
const at = (seconds: number) => `2026-03-01T18:00:${String(seconds).padStart(2, "0")}.000000+01:00`;

/** The rows as they are read, without the columns that are null. */
function rowsOf({ rows, timestampsUtc, seconds, measured }: MergedSamples) {
  return Array.from({ length: rows }, (_, row) => {
    const values = measuredColumns.flatMap((name, column) => {
      const value = measured[column]?.[row] ?? null;
      return value === null ? [] : [[name, value]];
    });
    const timestamp = timestampsUtc[row] ?? null;
    return {
      at: timestamp === null ? null : (timestamp - startMicros) / 1_000_000,
      t: seconds[row],
      ...Object.fromEntries(values),
    };
  });
}

test("puts the samples of an instant into one row, and keeps instants that only one list has", () => {
  const item = {
    heart_rate_data: {
      detailed: {
        hr_samples: [
          { timestamp: at(1), bpm: 101 },
          { timestamp: at(3), bpm: 103 },
        ],
      },
    },
    power_data: {
      power_samples: [
        { timestamp: at(1), watts: 0 },
        { timestamp: at(2), watts: 220.5 },
      ],
    },
    position_data: { position_samples: [{ timestamp: at(3), coords_lat_lng_deg: [41.9, -87.6] }] },
    musette_data: {
      resistance_data: {
        // The same instant, written in UTC.
        resistance_samples: [{ timestamp: "2026-03-01T17:00:02Z", resistance_level: 12 }],
      },
    },
  };
  expect(rowsOf(mergeSamples(item, start))).toEqual([
    { at: 1, t: 1, hr_bpm: 101, watts: 0 },
    { at: 2, t: 2, watts: 220.5, resistance_level: 12 },
    { at: 3, t: 3, hr_bpm: 103, latitude_degrees: 41.9, longitude_degrees: -87.6 },
  ]);
});

test("has no row for a sample without a number, and for what is no sample", () => {
  const power_samples = [null, 7, { timestamp: at(1), watts: null }, { timestamp: at(2), watts: "200" }];
  expect(mergeSamples({ power_data: { power_samples } }, start).rows).toBe(0);
  expect(mergeSamples({ power_data: { power_samples: "none" } }, start).rows).toBe(0);
  expect(mergeSamples(null, start).rows).toBe(0);
});

test("takes the seconds from the timer, which stands still in a pause", () => {
  const power_samples = [{ timestamp: at(9), timer_duration_seconds: 2, watts: 150 }];
  expect(rowsOf(mergeSamples({ power_data: { power_samples } }, start))).toEqual([
    { at: 9, t: 2, watts: 150 },
  ]);
});

test("sorts by time, and keeps two samples of one instant", () => {
  const power_samples = [
    { timestamp: at(2), watts: 1 },
    { timestamp: at(1), watts: 2 },
    { timestamp: at(2), watts: 3 },
  ];
  const hr_samples = [{ timestamp: at(2), bpm: 100 }];
  const item = { power_data: { power_samples }, heart_rate_data: { detailed: { hr_samples } } };
  expect(rowsOf(mergeSamples(item, start))).toEqual([
    { at: 1, t: 1, watts: 2 },
    { at: 2, t: 2, watts: 1, hr_bpm: 100 },
    { at: 2, t: 2, watts: 3 },
  ]);
});

test("a local time is no instant; its seconds are counted from a local start", () => {
  const power_samples = [{ timestamp: "2026-03-01T18:00:05.000000", watts: 150 }];
  const item = { power_data: { power_samples } };
  expect(rowsOf(mergeSamples(item, "2026-03-01T18:00:00"))).toEqual([{ at: null, t: 5, watts: 150 }]);
  expect(rowsOf(mergeSamples(item, start))).toEqual([{ at: null, t: null, watts: 150 }]);
});

test("without timestamps the timer joins the lists, and without a timer their order", () => {
  const item = {
    power_data: { power_samples: [{ timer_duration_seconds: 1.5, watts: 150 }, { watts: 160 }] },
    movement_data: {
      cadence_samples: [{ timer_duration_seconds: 1.5, cadence_rpm: 80 }, { cadence_rpm: 81 }],
    },
  };
  expect(rowsOf(mergeSamples(item, start))).toEqual([
    { at: null, t: 1.5, watts: 150, cadence_rpm: 80 },
    { at: null, t: null, watts: 160, cadence_rpm: 81 },
  ]);
});

test("a timestamp that is none is missing", () => {
  const power_samples = [{ timestamp: "noon", timer_duration_seconds: 4, watts: 150 }];
  expect(rowsOf(mergeSamples({ power_data: { power_samples } }, start))).toEqual([
    { at: null, t: 4, watts: 150 },
  ]);
});
