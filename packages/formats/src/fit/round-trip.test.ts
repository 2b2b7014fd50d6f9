import type { Activity } from "@musette/core";
import { describe, expect, test } from "vitest";
import { activityEvent } from "./activity-event.fixture.ts";
import { encodeFit } from "./encode-fit.ts";
import { formatEvent } from "./format-event.fixture.ts";
import { generatedEvents } from "./generated-events.fixture.ts";
import { readBack } from "./read-back.fixture.ts";

describe.each(generatedEvents)("%s", (_title, event) => {
  const first = encodeFit(event).bytes;
  const back = readBack(first);
  const activity = event.item() as Activity;

  test("FIT to model to FIT gives the same bytes", () => {
    expect(Buffer.from(encodeFit(formatEvent(back)).bytes).equals(first)).toBe(true);
  });

  test("the same activity has the same identity, and its copy counts as older", () => {
    expect(back.key).toBe(event.key);
    expect(back.user.provider).toBe(event.user.provider);
    expect(back.orderedAtMs).toBe(Math.round(Date.parse(activity.metadata.start_time) / 1000) * 1000);
    expect(readBack(first).id).toBe(back.id);
  });

  test("the totals come back within FIT's steps", () => {
    const wrong = totals(back.activity, activity).filter(
      ([, value, original, step]) => !isWithin(value, original, step / 2),
    );
    expect(wrong).toEqual([]);
  });

  test("what FIT has words for comes back", () => {
    expect(back.activity.metadata.type).toBe(activity.metadata.type);
    expect(back.activity.metadata.name).toBe(activity.metadata.name);
    expect(back.startTime?.slice(-6)).toBe(activity.metadata.start_time.slice(-6));
    expect(zoneSeconds(back.activity)).toEqual(zoneSeconds(activity));
    expect(movementNames(back.activity)).toEqual(movementNames(activity));
  });
});

const zoneSeconds = ({ heart_rate_data }: Activity) =>
  (heart_rate_data?.summary?.hr_zone_data ?? []).map(({ duration_seconds }) => duration_seconds);
const movementNames = ({ musette_data }: Activity) =>
  (musette_data?.strength_data?.movements ?? []).map(
    ({ name, repetitions, duration_seconds, start_offset_seconds }) => ({
      name,
      repetitions,
      duration_seconds,
      start_offset_seconds,
    }),
  );

type Maybe = number | null | undefined;

/** What is missing stays missing. */
function isWithin(value: Maybe, original: Maybe, tolerance: number): boolean {
  if (typeof value !== "number" || typeof original !== "number")
    return (value ?? null) === (original ?? null);
  return Math.abs(value - original) <= tolerance + 1e-9;
}

/** Each total, what it was, and the step of the field that carried it. */
function totals(back: Activity, original: Activity): readonly [string, Maybe, Maybe, number][] {
  const getters: readonly [name: string, of: (activity: Activity) => Maybe, step: number][] = [
    ["distance", ({ distance_data }) => distance_data?.summary?.distance_meters, 0.01],
    ["steps", ({ distance_data }) => distance_data?.summary?.steps, 0],
    ["ascent", ({ distance_data }) => distance_data?.summary?.elevation?.gain_actual_meters, 1],
    ["work", ({ work_data }) => work_data?.work_kilojoules, 0.001],
    ["calories", ({ calories_data }) => calories_data?.total_burned_calories, 1],
    ["average power", ({ power_data }) => power_data?.avg_watts, 1],
    ["max power", ({ power_data }) => power_data?.max_watts, 1],
    ["average heart rate", ({ heart_rate_data }) => heart_rate_data?.summary?.avg_hr_bpm, 1],
    ["max heart rate", ({ heart_rate_data }) => heart_rate_data?.summary?.max_hr_bpm, 1],
    ["min heart rate", ({ heart_rate_data }) => heart_rate_data?.summary?.min_hr_bpm, 1],
    ["user's max heart rate", ({ heart_rate_data }) => heart_rate_data?.summary?.user_max_hr_bpm, 1],
    ["average cadence", ({ movement_data }) => movement_data?.avg_cadence_rpm, 1 / 128],
    ["max cadence", ({ movement_data }) => movement_data?.max_cadence_rpm, 1 / 128],
    ["average speed", ({ movement_data }) => movement_data?.avg_speed_meters_per_second, 0.001],
    ["max speed", ({ movement_data }) => movement_data?.max_speed_meters_per_second, 0.001],
    ["average resistance", ({ musette_data }) => musette_data?.resistance_data?.avg_percentage, 1e-5],
    ["average resistance level", ({ musette_data }) => musette_data?.resistance_data?.avg_level, 1e-5],
    ["average incline", ({ musette_data }) => musette_data?.incline_data?.avg_percentage, 0.01],
    ["min incline", ({ musette_data }) => musette_data?.incline_data?.min_percentage, 0.01],
    ["strokes", ({ musette_data }) => musette_data?.stroke_data?.total_strokes, 1],
    [
      "average split",
      ({ musette_data }) => musette_data?.stroke_data?.avg_split_pace_seconds_per_500_meters,
      1e-4,
    ],
    ["normalized power", ({ TSS_data }) => TSS_data?.TSS_samples?.[0]?.normalized_power_watts, 1],
    ["FTP", ({ musette_data }) => musette_data?.ftp_data?.ftp_watts, 1],
  ];
  return getters.map(([name, of, step]) => [name, of(back), of(original), step]);
}

test("everything else that a FIT session holds comes back", () => {
  const blocks = {
    metadata: { type: 8 },
    calories_data: { total_burned_calories: 400, net_activity_calories: 320.5, BMR_calories: 80 },
    device_data: { name: "Tread+", serial_number: "12345", software_version: "12.34", hardware_version: "3" },
    distance_data: {
      summary: {
        distance_meters: 5000.25,
        steps: 4321,
        elevation: {
          gain_actual_meters: 50,
          loss_actual_meters: 40,
          avg_meters: 120.2,
          max_meters: 160,
          min_meters: -3.4,
        },
      },
    },
    heart_rate_data: { summary: { resting_hr_bpm: 52, user_max_hr_bpm: 190 } },
    position_data: {
      position_samples: [
        {
          timestamp: "2026-03-01T18:00:05.000000+01:00",
          timer_duration_seconds: 5,
          coords_lat_lng_deg: [52.5, -13.4],
        },
      ],
    },
    TSS_data: {
      TSS_samples: [{ actual: 61.3, normalized_power_watts: 203, intensity_factor_actual: 0.871 }],
    },
    movement_data: {
      torque_samples: [
        {
          timestamp: "2026-03-01T18:00:05.000000+01:00",
          timer_duration_seconds: 5,
          torque_newton_meters: 1.5,
        },
      ],
    },
  };
  const { activity } = readBack(encodeFit(activityEvent(blocks)).bytes);
  expect(activity.calories_data).toMatchObject(blocks.calories_data);
  expect(activity.device_data).toMatchObject(blocks.device_data);
  expect(activity.distance_data).toMatchObject(blocks.distance_data);
  expect(activity.heart_rate_data).toMatchObject(blocks.heart_rate_data);
  expect(activity.TSS_data).toMatchObject(blocks.TSS_data);
  expect(activity.movement_data).toMatchObject(blocks.movement_data);
  const [latitude, longitude] = activity.position_data?.position_samples?.[0]?.coords_lat_lng_deg ?? [];
  expect(latitude).toBeCloseTo(52.5, 6);
  expect(longitude).toBeCloseTo(-13.4, 6);
});

test("a swim keeps its lengths and strokes", () => {
  const swimming = { num_laps: 40, num_strokes: 812, pool_length_meters: 25 };
  const laps = [
    {
      start_time: "2026-03-01T18:00:00.000000+01:00",
      end_time: "2026-03-01T18:30:00.000000+01:00",
      total_strokes: 812,
      stroke_type: "breaststroke",
      trigger_method: "MANUAL",
    },
  ] as const;
  const event = activityEvent({
    metadata: { type: 83 },
    distance_data: { summary: { swimming } },
    lap_data: { laps },
  });
  const { activity } = readBack(encodeFit(event).bytes);
  expect(activity.metadata.type).toBe(83);
  expect(activity.distance_data?.summary?.swimming).toEqual(swimming);
  expect(activity.lap_data?.laps).toMatchObject(laps);
});
