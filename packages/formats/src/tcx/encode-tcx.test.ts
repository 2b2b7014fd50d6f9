import { describe, expect, test } from "vitest";
import { makeEvent } from "../event.fixture.ts";
import { makePelotonEvent } from "../generated-events.fixture.ts";
import { encodeTcx } from "./encode-tcx.ts";

const textOf = (body: unknown) => Buffer.from(encodeTcx(makeEvent({ body })).bytes).toString();
const time = (second: number) =>
  `2026-03-01T18:${String(Math.floor(second / 60)).padStart(2, "0")}:${String(second % 60).padStart(2, "0")}.000000+01:00`;
const metadata = { start_time: time(0), end_time: time(600), type: 18, name: "Hills & <wind>" };
const all = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`<${name}>(?:<Value>)?([^<]*)`, "g"))].map(([, value]) => value);

test("the same event always gives the same bytes, labelled as Garmin does", () => {
  const event = () => makePelotonEvent({ seed: 5 });
  const { bytes, ...label } = encodeTcx(event());
  expect(label).toEqual({ contentType: "application/vnd.garmin.tcx+xml", extension: "tcx" });
  expect(encodeTcx(event()).bytes).toEqual(bytes);
});

test("a point has what was measured at its time, in UTC, in the schema's order", () => {
  const text = textOf({
    metadata,
    heart_rate_data: { detailed: { hr_samples: [{ timestamp: time(1), bpm: 131.4 }] } },
    power_data: {
      power_samples: [
        { timestamp: time(1), watts: 150.5 },
        { timestamp: time(0), watts: 0 },
      ],
    },
    movement_data: {
      cadence_samples: [{ timestamp: time(1), cadence_rpm: 80 }],
      speed_samples: [{ timestamp: time(1), speed_meters_per_second: 7.25 }],
    },
    distance_data: {
      detailed: {
        distance_samples: [{ timestamp: time(1), distance_meters: 7.123456789 }],
        elevation_samples: [{ timestamp: time(1), elev_meters: -1.5 }],
      },
    },
    position_data: { position_samples: [{ timestamp: time(1), coords_lat_lng_deg: [52.5, 13.4] }] },
  });
  expect(text).toContain(
    "<Track>\n<Trackpoint><Time>2026-03-01T17:00:00.000Z</Time><Extensions><x:TPX><x:Watts>0</x:Watts></x:TPX></Extensions></Trackpoint>\n" +
      "<Trackpoint><Time>2026-03-01T17:00:01.000Z</Time><Position><LatitudeDegrees>52.5</LatitudeDegrees><LongitudeDegrees>13.4</LongitudeDegrees></Position>" +
      "<AltitudeMeters>-1.5</AltitudeMeters><DistanceMeters>7.123456789</DistanceMeters><HeartRateBpm><Value>131</Value></HeartRateBpm><Cadence>80</Cadence>" +
      "<Extensions><x:TPX><x:Speed>7.25</x:Speed><x:Watts>151</x:Watts></x:TPX></Extensions></Trackpoint>\n</Track>",
  );
  expect(text).toContain("<Notes>Hills &amp; &lt;wind&gt;</Notes>");
});

test("two samples of one list at one time are two points", () => {
  const hr_samples = [60, 61].map((bpm) => ({ timestamp: time(1), bpm }));
  expect(all(textOf({ metadata, heart_rate_data: { detailed: { hr_samples } } }), "HeartRateBpm")).toEqual([
    "60",
    "61",
  ]);
});

test("a time without an offset stays a local time, without Z", () => {
  const text = textOf({
    metadata: { start_time: "2026-03-01T18:00:00.000000", end_time: "2026-03-01T18:10:00.000000" },
  });
  expect(text).toContain("<Id>2026-03-01T18:00:00.000</Id>");
});

test("a runner's cadence is in the extension, as Garmin has it", () => {
  const text = textOf({
    metadata: { ...metadata, type: 58 },
    movement_data: { cadence_samples: [{ timestamp: time(1), cadence_rpm: 88 }] },
  });
  expect(all(text, "x:RunCadence")).toEqual(["88"]);
  expect(all(text, "Cadence")).toEqual([]);
  expect(text).toContain('<Activity Sport="Running">');
});

describe("laps", () => {
  const lap = (from: number, to: number, more: object = {}) => ({
    start_time: time(from),
    end_time: time(to),
    distance_meters: 1000,
    ...more,
  });
  const laps = (list: readonly unknown[], more: object = {}) =>
    textOf({
      metadata,
      heart_rate_data: {
        detailed: {
          hr_samples: [
            { timestamp: time(299), bpm: 120 },
            { timestamp: time(300), bpm: 140 },
          ],
        },
      },
      lap_data: { laps: list },
      ...more,
    });

  test("are the activity's, each with the points in it", () => {
    const text = laps([
      lap(0, 300, { trigger_method: "DISTANCE", avg_hr_bpm: 99, active_duration_seconds: 280 }),
      lap(300, 600),
    ]);
    expect(all(text, "TotalTimeSeconds")).toEqual(["280", "300"]);
    expect(all(text, "AverageHeartRateBpm")).toEqual(["99", "140"]);
    expect(all(text, "MaximumHeartRateBpm")).toEqual(["120", "140"]);
    expect(all(text, "TriggerMethod")).toEqual(["Distance", "Manual"]);
  });

  test("are filled up, so that every point is in one", () => {
    const distance_data = {
      detailed: {
        distance_samples: [
          { timestamp: time(60), distance_meters: 100 },
          { timestamp: time(590), distance_meters: 2500 },
        ],
      },
    };
    const text = laps([lap(100, 300), lap(300, 500)], { distance_data });
    expect(all(text, "TotalTimeSeconds")).toEqual(["100", "200", "200", "100"]);
    expect(all(text, "DistanceMeters").filter((meters) => !["100", "2500"].includes(meters ?? ""))).toEqual([
      "1000",
      "1000",
      "2400",
    ]);
  });

  test.each([
    ["they overlap", [lap(0, 300), lap(200, 600)]],
    ["they leave the activity", [lap(0, 300), lap(300, 700)]],
    ["one has no time", [lap(0, 300), {}]],
    ["there are none", []],
  ])("are one where %s", (_, list) => {
    expect(all(laps(list), "TotalTimeSeconds")).toEqual(["600"]);
  });

  test("are one where several would lose a total of the activity", () => {
    const summary = { distance_data: { summary: { distance_meters: 5814 } } };
    expect(all(laps([lap(0, 300), lap(300, 500)], summary), "DistanceMeters")).toEqual(["5814"]);
    const withoutSamples = textOf({
      metadata,
      power_data: { avg_watts: 150 },
      lap_data: { laps: [lap(0, 300), lap(300, 600)] },
    });
    expect(all(withoutSamples, "x:AvgWatts")).toEqual(["150"]);
  });

  test("share the activity's calories by time where they have none of their own", () => {
    const calories_data = { total_burned_calories: 100.4 };
    expect(all(laps([lap(0, 100), lap(100, 300), lap(300, 600)], { calories_data }), "Calories")).toEqual([
      "17",
      "33",
      "50",
    ]);
    expect(all(laps([lap(0, 300, { calories: 7.6 }), lap(300, 600)], { calories_data }), "Calories")).toEqual(
      ["8", "0"],
    );
  });
});

test.each([
  [
    "no activity",
    makeEvent({ type: "sleep", body: { metadata } }),
    /TCX carries activities only, and event .* is of type sleep/,
  ],
  [
    "an activity without a start",
    makeEvent({ body: { metadata: { start_time: "noon" } } }),
    /has no metadata.start_time/,
  ],
  ["nothing", makeEvent({ body: null }), /has no metadata.start_time/],
])("%s is rejected", (_, event, message) => {
  expect(() => encodeTcx(event)).toThrow(message);
});
