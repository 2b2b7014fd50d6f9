import type { Activity } from "@musette/core";
import { normalize } from "@musette/normalizer";
import { describe, expect, test } from "vitest";
import { makeEvent } from "../event.fixture.ts";
import type { FormatEvent } from "../format-event.ts";
import { makeIfitEvent, makePelotonEvent } from "../generated-events.fixture.ts";
import { encodeTcx } from "./encode-tcx.ts";

const context = { user: { userId: "user-1", referenceId: "ada" }, orderedAtMs: null };

/** The activity of a TCX file, as an event again. */
function readBack(bytes: Uint8Array): FormatEvent {
  const files = [{ name: "ride.tcx", data: Buffer.from(bytes).toString("base64") }];
  const [event] = normalize("file", { files, zone: null }, context).events;
  if (event === undefined) throw new Error("nothing was read back");
  const { key, startTime, endTime, user } = event;
  return makeEvent({ key, startTime, endTime, user, body: event.body() });
}

const events = {
  "a ride": makePelotonEvent({ seed: 1 }),
  "a run outdoors": makePelotonEvent({ seed: 2, discipline: "running", isOutdoor: true }),
  "a row": makePelotonEvent({ seed: 3, discipline: "caesar" }),
  strength: makePelotonEvent({ seed: 4, discipline: "strength" }),
  meditation: makePelotonEvent({ seed: 5, discipline: "meditation" }),
  "an iFit workout": makeIfitEvent({ seed: 6, kind: "bike" }),
};

test.each(Object.entries(events))(
  "TCX of %s, read and written again, is the same to the byte",
  (_, event) => {
    const { bytes } = encodeTcx(event);
    expect(Buffer.from(encodeTcx(readBack(bytes)).bytes).toString()).toBe(Buffer.from(bytes).toString());
  },
);

test("a file that was written here is known again, and its copy counts as older than the vendor's", () => {
  const event = events["a ride"];
  const { bytes } = encodeTcx(event);
  expect(readBack(bytes)).toMatchObject({ key: event.key, user: { provider: "PELOTON" } });
  const files = [{ name: "ride.tcx", data: Buffer.from(bytes).toString("base64") }];
  const [copy] = normalize("file", { files, zone: "Asia/Tokyo" }, context).events;
  expect(copy?.orderedAtMs).toBe(Date.parse(event.startTime ?? ""));
  expect(copy?.startTime).toBe(event.startTime);
});

/** What TCX rounds to whole numbers, and what it does not. */
const series = [
  ["heart rate", (activity: Activity) => activity.heart_rate_data?.detailed?.hr_samples, "bpm", 0.5],
  ["power", (activity: Activity) => activity.power_data?.power_samples, "watts", 0.5],
  ["cadence", (activity: Activity) => activity.movement_data?.cadence_samples, "cadence_rpm", 0.5],
  ["speed", (activity: Activity) => activity.movement_data?.speed_samples, "speed_meters_per_second", 0],
  [
    "distance",
    (activity: Activity) => activity.distance_data?.detailed?.distance_samples,
    "distance_meters",
    0,
  ],
  [
    "elevation",
    (activity: Activity) => activity.distance_data?.detailed?.elevation_samples,
    "elev_meters",
    0,
  ],
] as const;

describe.each(Object.entries(events))("of %s", (_, event) => {
  const before = event.item() as Activity;
  const after = readBack(encodeTcx(event).bytes).item() as Activity;

  test.each(series)("%s comes back, each value at its time", (_, listOf, field, resolution) => {
    const pointsOf = (activity: Activity) =>
      ((listOf(activity) ?? []) as readonly Readonly<Record<string, unknown>>[])
        .map((sample) => ({ timeMs: Date.parse(String(sample["timestamp"])), value: sample[field] }))
        .filter(({ value }) => typeof value === "number" && (field !== "bpm" || value > 0))
        .map(({ timeMs, value }) => [timeMs, Number(value)] as const);
    const [given, received] = [pointsOf(before), pointsOf(after)];
    expect(received.map(([timeMs]) => timeMs)).toEqual(given.map(([timeMs]) => timeMs));
    const differences = received.map(([, value], index) =>
      Math.abs(value - (given[index]?.[1] ?? Number.NaN)),
    );
    expect(Math.max(0, ...differences)).toBeLessThanOrEqual(resolution);
  });

  test("the totals come back within TCX's resolution", () => {
    const [meters, given] = [after, before].map(
      ({ distance_data }) => distance_data?.summary?.distance_meters,
    );
    expect(meters === null).toBe(given === null);
    expect(meters ?? 0).toBeCloseTo(given ?? 0, 6);
    expect(after.calories_data?.total_burned_calories ?? 0).toBe(
      Math.round(before.calories_data?.total_burned_calories ?? 0),
    );
    expect(after.metadata.name).toBe(before.metadata.name);
    expect(after.metadata.start_time).toBe(before.metadata.start_time);
    expect(after.metadata.type).toBe(before.metadata.type);
    expect(after.heart_rate_data?.summary?.max_hr_bpm).toBe(before.heart_rate_data?.summary?.max_hr_bpm);
  });
});
