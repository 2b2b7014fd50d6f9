import { DeliveryError } from "@musette/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { activityEvent } from "./activity-event.fixture.ts";
import { encodeFit } from "./encode-fit.ts";
import { generatedEvents } from "./generated-events.fixture.ts";
import { parseFit } from "./parse-fit.fixture.ts";

const at = (second: number) => new Date(Date.UTC(2026, 2, 1, 17, 0, second)).toISOString();
const watts = (second: number, timer = second) => ({
  timestamp: at(second),
  timer_duration_seconds: timer,
  watts: 150,
});

test("the same event gives the same bytes, of FIT's media type", () => {
  for (const [, event] of generatedEvents.slice(0, 3)) {
    const { bytes, ...label } = encodeFit(event);
    expect(label).toEqual({ contentType: "application/vnd.ant.fit", extension: "fit" });
    expect(encodeFit({ ...event, revision: 2, receivedAtMs: 0 }).bytes).toEqual(bytes);
  }
});

test.each([
  ["a sleep", { ...activityEvent(), type: "sleep" }, /event .* is of type sleep/],
  [
    "an activity without a start",
    activityEvent({ metadata: { start_time: null } }),
    /no metadata.start_time/,
  ],
  [
    "a start in 1995",
    activityEvent({ metadata: { start_time: "1995-01-01T00:00:00Z" } }),
    /start_time 1995-01-01/,
  ],
  [
    "a length of no end",
    activityEvent({ metadata: { end_time: null }, active_durations_data: { activity_seconds: 1e300 } }),
    /cannot state metadata.end_time/,
  ],
  [
    "a session of months",
    activityEvent({ metadata: { end_time: "2026-09-01T00:00:00Z" } }),
    /48 days at most/,
  ],
])("%s is refused with a word on what to do", (_title, event, message) => {
  expect(() => encodeFit(event)).toThrow(message);
  expect(() => encodeFit(event)).toThrow(/Send (it|this event) as json/);
  expect(() => encodeFit(event)).toThrow(DeliveryError);
});

test("no activity makes it fail in any other way, whatever a payload holds", async () => {
  const block = fc.dictionary(
    fc.constantFrom("laps", "movements", "hr_samples", "detailed", "summary"),
    fc.jsonValue(),
  );
  const blocks = fc.dictionary(
    fc.constantFrom(
      "lap_data",
      "heart_rate_data",
      "musette_data",
      "TSS_data",
      "position_data",
      "device_data",
    ),
    fc.oneof(
      block,
      fc.dictionary(fc.constantFrom("strength_data", "stroke_data", "detailed", "summary"), block),
    ),
  );
  await fc.assert(
    fc.asyncProperty(blocks, fc.jsonValue(), async (item, endTime) => {
      const { bytes } = encodeFit(activityEvent({ ...item, metadata: { end_time: endTime } }));
      expect((await parseFit(bytes)).sessions).toHaveLength(1);
    }),
  );
});

describe("the maker", () => {
  test.each([
    ["PELOTON", false, "peloton"],
    ["IFIT", false, "ifit_com"],
    ["GARMIN", false, "development"],
    ["PELOTON", true, "development"],
  ])("of a %s workout (third party: %s) is %s", async (provider, isThirdParty, manufacturer) => {
    const musette_data = { source: { is_third_party: isThirdParty } } as never;
    const { file_ids, device_infos } = await parseFit(
      encodeFit(activityEvent({ musette_data }, provider)).bytes,
    );
    expect(file_ids?.[0]?.manufacturer).toBe(manufacturer);
    expect(device_infos?.[0]?.manufacturer).toBe(manufacturer);
  });
});

test("values that a field cannot hold become the nearest that it can, never its invalid value", async () => {
  const event = activityEvent({
    calories_data: { total_burned_calories: 1e9 },
    heart_rate_data: {
      summary: { max_hr_bpm: 300 },
      detailed: {
        hr_samples: [
          { timestamp: at(1), bpm: 255.4 },
          { timestamp: at(2), bpm: -3 },
        ],
      },
    },
    power_data: { max_watts: 1e6, power_samples: [{ timestamp: at(1), watts: 65_535 }] },
    movement_data: { max_speed_meters_per_second: 99.5 },
  });
  const { records, sessions } = await parseFit(encodeFit(event).bytes);
  expect(records?.map(({ heart_rate, power }) => [heart_rate, power])).toEqual([
    [254, 65_534],
    [0, undefined],
  ]);
  expect(sessions?.[0]).toMatchObject({
    total_calories: 65_534,
    max_heart_rate: 254,
    max_power: 65_534,
    max_speed: 65.534,
    enhanced_max_speed: 99.5,
  });
});

test("developer fields are described as floats of ours, and only those that the file has", async () => {
  const resistance_samples = [{ timestamp: at(1), timer_duration_seconds: 1, resistance_percentage: 33.3 }];
  const resistance_data = { avg_percentage: null, max_percentage: null, avg_level: null, max_level: null };
  const musette_data = { resistance_data: { ...resistance_data, resistance_samples } } as never;
  const fit = await parseFit(encodeFit(activityEvent({ musette_data })).bytes);
  expect(fit.field_descriptions?.map(({ field_name }) => field_name)).toEqual([
    "resistance_percent",
    "summary_id",
    "provider",
    "activity_type",
  ]);
  expect(fit.field_descriptions?.[0]).toMatchObject({
    fit_base_type_id: "float32",
    units: "%",
    native_mesg_num: "record",
  });
  expect(fit.developer_data_ids?.[0]?.application_id).toHaveLength(16);
  expect(fit.records?.[0]).toMatchObject({ resistance: 85, resistance_percent: Math.fround(33.3) });
});

describe("pauses", () => {
  const timerEvents = async (blocks: object) => {
    const { events = [], sessions, laps } = await parseFit(encodeFit(activityEvent(blocks)).bytes);
    return {
      events: events.map(({ event_type, timestamp }) => [
        event_type,
        (Number(timestamp) - Date.parse(at(0))) / 1000,
      ]),
      timer: sessions?.[0]?.total_timer_time,
      lapTimers: laps?.map(({ total_timer_time }) => total_timer_time),
    };
  };
  const seconds = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  test("follow from gaps that are as long as the time that is missing", async () => {
    const power_samples = [...seconds(1, 600), ...seconds(721, 1800)].map((second) => watts(second));
    const laps = [lap(0, 660), lap(660, 1800)];
    const blocks = {
      power_data: { power_samples },
      active_durations_data: { activity_seconds: 1680 },
      lap_data: { laps },
    };
    expect(await timerEvents(blocks)).toEqual({
      events: [
        ["start", 0],
        ["stop_all", 600],
        ["start", 720],
        ["stop_all", 1800],
      ],
      timer: 1680,
      lapTimers: [600, 1080],
    });
  });

  test("follow from samples whose own timer stood still, and from where it ended", async () => {
    const power_samples = [watts(300), watts(500, 400), watts(1000, 900)];
    const blocks = { power_data: { power_samples }, active_durations_data: { activity_seconds: 1200 } };
    expect(await timerEvents(blocks)).toEqual({
      events: [
        ["start", 0],
        ["stop_all", 300],
        ["start", 400],
        ["stop_all", 1300],
      ],
      timer: 1200,
      lapTimers: [1200],
    });
  });

  test("do not follow from a gap alone: a signal may be lost", async () => {
    const power_samples = [...seconds(1, 600), ...seconds(721, 1800)].map((second) => watts(second));
    const blocks = { power_data: { power_samples }, active_durations_data: { activity_seconds: 1800 } };
    expect(await timerEvents(blocks)).toMatchObject({
      events: [
        ["start", 0],
        ["stop_all", 1800],
      ],
      timer: 1800,
    });
  });

  test("are left out where nothing says when they were, and the laps share what is missing", async () => {
    const laps = [lap(0, 600), lap(600, 1800)];
    const blocks = { active_durations_data: { activity_seconds: 900 }, lap_data: { laps } };
    expect(await timerEvents(blocks)).toEqual({
      events: [
        ["start", 0],
        ["stop_all", 1800],
      ],
      timer: 900,
      lapTimers: [300, 600],
    });
  });
});

function lap(from: number, to: number) {
  return { start_time: at(from), end_time: at(to) };
}

describe("laps", () => {
  const boundaries = async (laps: readonly object[]) => {
    const fit = await parseFit(encodeFit(activityEvent({ lap_data: { laps } })).bytes);
    return fit.laps?.map(({ start_time, total_elapsed_time, lap_trigger }) => [
      (Number(start_time) - Date.parse(at(0))) / 1000,
      total_elapsed_time,
      lap_trigger,
    ]);
  };

  test("that tile the session stay as they are", async () => {
    const laps = [
      { ...lap(0, 700), trigger_method: "DISTANCE" },
      { ...lap(700, 1800), trigger_method: "TIME" },
    ];
    expect(await boundaries(laps)).toEqual([
      [0, 700, "distance"],
      [700, 1100, "time"],
    ]);
  });

  test("get laps in between where they leave gaps", async () => {
    expect(await boundaries([lap(60, 300), lap(302, 600)])).toEqual([
      [0, 60, "manual"],
      [60, 240, "manual"],
      [300, 2, "manual"],
      [302, 298, "manual"],
      [600, 1200, "session_end"],
    ]);
  });

  test.each([
    ["overlap", [lap(0, 900), lap(800, 1800)]],
    ["leave the session", [lap(0, 900), lap(900, 2400)]],
    ["have no times", [{ distance_meters: 1000 }]],
    ["are none", []],
  ])("that %s are replaced by one", async (_title, laps) => {
    expect(await boundaries(laps)).toEqual([[0, 1800, "session_end"]]);
  });
});

test("local time is told by the activity", async () => {
  const { activity } = await parseFit(encodeFit(activityEvent()).bytes);
  expect(Number(activity.local_timestamp) - Number(activity.timestamp)).toBe(3_600_000);
});
