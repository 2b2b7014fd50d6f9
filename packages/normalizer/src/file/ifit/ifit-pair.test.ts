import { describe, expect, test } from "vitest";
import { activitiesOf, normalizeFiles, refusalOf } from "../files.fixture.ts";
import { at, ifitCsv, ifitTcx } from "../tcx-files.fixture.ts";

/** The strap is worn from the third second on, and the TCX file skips the second before. */
const tcx = ifitTcx([
  { meters: 0, bpm: 0, rpm: 49 },
  null,
  { meters: 4, bpm: 0, rpm: 60 },
  { meters: 6, bpm: 100, rpm: 61 },
  { meters: 8, bpm: 131, rpm: 62 },
]);
const bikeRows = [
  "00:00,0.0000,6.56,20,0,49,2,8,0",
  "00:01,0.0012,6.56,1,0,55,2,8,0",
  "00:02,0.0025,6.56,90,0,60,10,42,-2",
  "00:03,0.0037,6.56,91,100,61,10,42,10.5",
  "00:04,0.0050,10,92,131,62,10,42,10.5",
];
const pair = { "2021_Loop.tcx": tcx, "2021_Loop.csv": ifitCsv(bikeRows) };

describe("a ride on a bike", () => {
  const [ride] = activitiesOf(pair);

  test("has start, title and calories of the TCX file", () => {
    expect(ride?.metadata).toMatchObject({
      name: "Harbor Loop",
      type: 18,
      start_time: "2021-01-09T01:08:49.498000+00:00",
      end_time: "2021-01-09T01:08:53.498000+00:00",
    });
    expect(ride?.calories_data?.total_burned_calories).toBe(82.347);
    expect(ride?.active_durations_data?.activity_seconds).toBe(4);
    expect(ride?.device_data?.manufacturer).toBe("iFit");
  });

  test("has the distance of the last trackpoint, as the lap's is the programme's", () => {
    expect(ride?.distance_data?.summary?.distance_meters).toBe(8);
    expect(ride?.lap_data?.laps).toEqual([]);
  });

  test("has the rows' power, speed and cadence at their own second", () => {
    expect(ride?.power_data).toMatchObject({ avg_watts: 58.8, max_watts: 92 });
    expect(ride?.power_data?.power_samples?.[1]).toEqual({
      timestamp: "2021-01-09T01:08:50.498000+00:00",
      timer_duration_seconds: 1,
      watts: 1,
    });
    expect(ride?.movement_data?.speed_samples?.[4]?.speed_meters_per_second).toBeCloseTo(4.4704, 10);
    expect(ride?.movement_data?.cadence_samples?.map(({ cadence_rpm }) => cadence_rpm)).toEqual([
      49, 55, 60, 61, 62,
    ]);
  });

  test("has resistance as a level and as a percentage, and incline", () => {
    const { resistance_data, incline_data } = ride?.musette_data ?? {};
    expect(resistance_data).toMatchObject({ avg_level: 6.8, max_level: 10, max_percentage: 42 });
    expect(resistance_data?.resistance_samples[2]).toMatchObject({
      resistance_level: 10,
      resistance_percentage: 42,
    });
    expect(incline_data).toMatchObject({ min_percentage: -2, max_percentage: 10.5 });
  });

  test("has no heart rate before the strap was worn, and an average without it", () => {
    expect(ride?.heart_rate_data?.detailed?.hr_samples).toMatchObject([{ bpm: 100 }, { bpm: 131 }]);
    expect(ride?.heart_rate_data?.summary).toMatchObject({ avg_hr_bpm: 115.5, max_hr_bpm: 131 });
  });

  test("has the altitudes, which are relative, but nothing above sea level", () => {
    expect(ride?.distance_data?.detailed?.elevation_samples).toHaveLength(4);
    expect(ride?.distance_data?.summary?.elevation?.max_meters).toBeNull();
  });

  test("is local time where a zone is known", () => {
    const [zoned] = activitiesOf(pair, "America/Denver");
    expect(zoned?.metadata).toMatchObject({
      start_time: "2021-01-08T18:08:49.498000-07:00",
      timestamp_localization: 1,
    });
  });
});

test("rows without cranks, resistance and strap are a treadmill's, whose power is an estimate", () => {
  const run = ifitTcx([0, 1, 2].map((second) => ({ meters: second * 3, bpm: 0, rpm: 0 })));
  const rows = [0, 1, 2].map(
    (second) => `00:0${second},${((second * 3) / 1609.344).toFixed(4)},6,400,0,0,0,0,1.5`,
  );
  const [activity] = activitiesOf({ "run.tcx": run, "run.csv": ifitCsv(rows) });
  expect(activity?.metadata.type).toBe(58);
  expect(activity?.musette_data).toMatchObject({ power_is_estimated: true, resistance_data: null });
  expect(activity?.movement_data).toMatchObject({ cadence_samples: [], avg_cadence_rpm: null });
  expect(activity?.heart_rate_data?.summary?.avg_hr_bpm).toBeNull();
});

test("a metric export is read as such, and an hour is h:mm:ss", () => {
  const header = "Time,Kilometers,KPH,Watts,HR,RPM,Resistance,Relative Resistance,Incline";
  const seconds = Array.from({ length: 3602 }, (_, second) =>
    second % 3601 === 0 ? { meters: second, bpm: 90, rpm: 60 } : null,
  );
  const rows = ["00:00,0,36,1,90,60,1,4,0", "1:00:01,3.601,36,1,90,60,1,4,0"];
  const [ride] = activitiesOf({
    "a.tcx": ifitTcx(seconds),
    "a.csv": ifitCsv(rows, { unit: "Metric", header }),
  });
  expect(ride?.movement_data?.avg_speed_meters_per_second).toBeCloseTo(10, 10);
  expect(ride?.power_data?.power_samples?.[1]?.timer_duration_seconds).toBe(3601);
});

describe("identity", () => {
  const [both] = normalizeFiles(pair).events;
  const [alone] = normalizeFiles({ "2021_Loop.tcx": tcx }).events;

  test("the TCX file by itself is the same workout, told shorter", () => {
    const key = `start:rider-1:IFIT:${encodeURIComponent(at(0))}`;
    expect(both?.alias).toEqual({ key, rank: "full" });
    expect(alone).toMatchObject({ key: both?.key, alias: { key, rank: "summary" } });
    expect(alone?.id).not.toBe(both?.id);
    expect(alone?.body()).toMatchObject({
      metadata: { type: 18 },
      distance_data: { summary: { distance_meters: 8 } },
    });
  });

  test("another title, start or duration is another workout", () => {
    const others = [
      ifitTcx([null, { meters: 1, bpm: 1, rpm: 1 }]),
      tcx.replace("Harbor", "Hill"),
      tcx.replaceAll("49.498Z", "49.499Z"),
    ];
    const keys = [tcx, ...others].map((text) => normalizeFiles({ "a.tcx": text }).events[0]?.key);
    expect(new Set(keys).size).toBe(4);
  });
});

describe("a pair is refused where", () => {
  test.each([
    [
      "the rows are another workout's",
      ifitCsv(["00:00,0,1,1,1,1,1,1,0", "20:00,5.0,1,1,1,1,1,1,0"]),
      "loop.csv: The file is of another workout than its TCX file: it ends at another second, or another distance. Export both again.",
    ],
    [
      "a column is missing",
      ifitCsv(bikeRows, { header: "Time,Miles,MPH,HR" }),
      "loop.csv line 3: There is no column watts. Export the pair again.",
    ],
    [
      "a time is none",
      ifitCsv(["noon,0,1,1,1,1,1,1,0"]),
      "loop.csv line 4: Time is not mm:ss or h:mm:ss. Export the pair again.",
    ],
    [
      "a value is no number",
      ifitCsv([...bikeRows, "00:05,0,fast,1,1,1,1,1,0"]),
      "loop.csv line 9: The column mph is not a number. Export the pair again.",
    ],
    [
      "there are no rows",
      ifitCsv([]),
      "loop.csv line 3: There are no rows after the column names. Export the pair again.",
    ],
    [
      "there are no column names",
      "Stages_Data\nEnglish\n",
      'loop.csv line 1: No line begins with "Time", as iFit\'s column names do. Export the pair again.',
    ],
  ])("%s", (_, csv, message) => {
    expect(refusalOf({ "loop.csv": csv, "loop.tcx": tcx })).toBe(`ingest.malformed ${message}`);
  });

  test("the CSV is by itself: it does not say when the workout was", () => {
    expect(refusalOf({ "loop.csv": ifitCsv(bikeRows) })).toBe(
      "ingest.unidentified loop.csv: iFit's CSV does not say when the workout was. Send it together with the .tcx file of the same name.",
    );
  });
});
