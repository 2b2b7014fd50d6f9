import type { Activity } from "@musette/core";
import type { NormalizeContext } from "../normalize.ts";
import { normalizeIfit } from "./normalize-ifit.ts";

export const context: NormalizeContext = {
  user: { userId: "rider-1", referenceId: "ref-1" },
  orderedAtMs: null,
};

/** 2023-03-05T06:44:21.316Z. */
export const startMs = 1_677_998_661_316;

/** A short ride as `GET /v1/activity_logs/{id}` returns it. */
export const bikeLog = {
  id: "aa0000000000000000000001",
  duration: 194_000,
  type: "cycle",
  user_id: "bb0000000000000000000001",
  start: startMs,
  end: startMs + 194_000,
  workout_id: "cc0000000000000000000001",
  program_id: "dd0000000000000000000001",
  origin: "bike",
  workout_context: "ON_DEMAND",
  software_number: 424_992,
  machine_id: "ee0000000000000000000001",
  redundant: false,
  summary: {
    total_calories: 21.5,
    total_meters: 1312.4,
    total_elevation_gain: 12,
    average_bpm: 0,
    max_bpm: 0,
    average_resistance: 6.2,
    average_watts: 88.4,
    max_watts: 141,
    normalized_power: 92.1,
    total_steps: 231,
  },
  stats: {
    mps: series([0, 0], [6000, 1.103], [90_000, 7.5], [194_000, 7.5]),
    bpm: series([0, 0], [18_000, 101], [60_000, 0], [80_000, 131], [194_000, 131]),
    incline: series([0, 0], [97_000, -2.5], [194_000, -2.5]),
    meters: series([6000, 0.5], [90_000, 500.25], [194_000, 1312.4]),
    watts: series([0, 0], [6000, 60], [90_000, 141], [194_000, 141]),
    calories: series([10_000, 0.4], [194_000, 21.5]),
    elevation: [],
    resistance: series([0, 4], [97_000, 8], [194_000, 8]),
    rpm: series([0, 0], [6000, 74], [194_000, 74]),
    steps: series([6000, 1], [194_000, 231]),
    respiration: [],
    x_score: [],
  },
};

/** The same kind of record as the web page carries it. */
export const webLog = {
  workout: { _id: "cc0000000000000000000002", title: "Harbor Loop" },
  log: {
    _id: "aa0000000000000000000002",
    summary: {
      splits: { km: [319_750, 306_750], mile: [506_586] },
      totalMeters: 2650,
      totalSteps: 3550,
      totalCalories: 242.1,
      averageBPM: 128.25,
      maxBPM: 151,
      averageWatts: 381.5,
      maxWatts: 414,
      normalizedPower: 383.5,
    },
    duration: 840_000,
    type: "run",
    start: "2021-02-13T18:52:25.408Z",
    workoutId: "cc0000000000000000000002",
    origin: "treadmill",
  },
};

/** Points as `[offset in milliseconds, value]`. */
export function series(...points: readonly (readonly [number, number | null])[]) {
  return points.map(([offset, value]) => ({ value, offset }));
}

/** The one activity of a payload that holds one good workout. */
export function activityOf(payload: unknown): Activity {
  const { events, problems } = normalizeIfit(payload, context);
  const [event] = events;
  if (event === undefined || problems.length > 0) throw new Error(String(problems[0]?.error));
  return event.body() as Activity;
}
