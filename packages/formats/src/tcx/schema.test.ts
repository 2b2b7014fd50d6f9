import { describe, expect, test } from "vitest";
import { makeIfitEvent, makePelotonEvent } from "../generated-events.fixture.ts";
import { makeEvent } from "../event.fixture.ts";
import { encodeTcx } from "./encode-tcx.ts";
import { schemaProblems } from "./schema-problems.fixture.ts";

describe("valid against the schema is", () => {
  test.each([
    "cycling",
    "bike_bootcamp",
    "running",
    "walking",
    "circuit",
    "caesar",
    "caesar_bootcamp",
    "strength",
    "cardio",
    "yoga",
    "stretching",
    "meditation",
  ] as const)("%s", async (discipline) => {
    for (const seed of [1, 2, 3]) {
      expect(await schemaProblems(encodeTcx(makePelotonEvent({ seed, discipline })).bytes)).toEqual([]);
    }
  });

  test.each(["running", "walking", "cycling"] as const)("%s outdoors", async (discipline) => {
    const event = makePelotonEvent({ seed: 4, discipline, isOutdoor: true });
    expect(await schemaProblems(encodeTcx(event).bytes)).toEqual([]);
  });

  test.each(["bike", "treadmill", "rower"] as const)("an iFit workout on a %s", async (kind) => {
    expect(await schemaProblems(encodeTcx(makeIfitEvent({ seed: 1, kind })).bytes)).toEqual([]);
  });

  test("an activity of which nothing is known but its start", async () => {
    expect(await schemaProblems(encodeTcx(makeEvent({ body: bare })).bytes)).toEqual([]);
  });

  test("an activity of values that TCX cannot hold, and of texts that XML cannot", async () => {
    expect(await schemaProblems(encodeTcx(makeEvent({ body: awkward })).bytes)).toEqual([]);
  });
});

test.each([
  ["an order of elements", /(<Time>.*?<\/Time>)(<.*?)(<\/Trackpoint>)/, "$2$1$3"],
  ["a heart rate of 0", /<HeartRateBpm><Value>\d+/, "<HeartRateBpm><Value>0"],
  ["a decimal cadence", /<Cadence>\d+/, "<Cadence>80.5"],
  ["an element of the extension that it does not have", /x:Watts>/g, "x:Power>"],
  ["a second sport", /Sport="Biking"/, 'Sport="Swimming"'],
])("the schema notices %s", async (_, pattern, replacement) => {
  const valid = Buffer.from(encodeTcx(makePelotonEvent({ seed: 1 })).bytes).toString();
  expect(valid).toMatch(pattern);
  expect(await schemaProblems(Buffer.from(valid.replace(pattern, replacement)))).not.toEqual([]);
});

const start_time = "2026-03-01T18:00:00.000000+01:00";
const bare = { metadata: { start_time } };
const at = (second: number) => ({ timestamp: `2026-03-01T18:00:0${second}.000000+01:00` });
const awkward = {
  metadata: {
    start_time,
    end_time: "2026-03-01T18:00:09Z",
    name: "<Ride> & \u0000\u0008\uD800 ]]> 🚴\r\n",
    type: 18,
  },
  device_data: { name: " a \n b ", serial_number: "99999999999", software_version: "1.99999" },
  calories_data: { total_burned_calories: -3.5 },
  heart_rate_data: {
    summary: { avg_hr_bpm: 0 },
    detailed: {
      hr_samples: [
        { ...at(1), bpm: 0.2 },
        { ...at(1), bpm: 300 },
      ],
    },
  },
  movement_data: {
    avg_cadence_rpm: 1e9,
    cadence_samples: [
      { ...at(2), cadence_rpm: -1 },
      { ...at(3), cadence_rpm: "fast" },
      null,
      { cadence_rpm: 1 },
    ],
    speed_samples: [{ ...at(1), speed_meters_per_second: 1e-9 }],
  },
  power_data: {
    power_samples: [
      { ...at(4), watts: 70_000 },
      { timestamp: "noon", timer_duration_seconds: 3, watts: 12 },
    ],
  },
  distance_data: { summary: { distance_meters: -1, steps: 1e6 } },
  position_data: {
    position_samples: [
      { ...at(5), coords_lat_lng_deg: [91, 0] },
      { ...at(6), coords_lat_lng_deg: [-90, 180] },
      { ...at(7), coords_lat_lng_deg: [1] },
    ],
  },
  lap_data: { laps: [{ start_time: "later" }, 5, null] },
};
