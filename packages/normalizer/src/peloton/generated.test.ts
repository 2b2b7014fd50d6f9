import { type Activity, IngestError } from "@musette/core";
import { generatePelotonWorkout, type PelotonDiscipline } from "@musette/testing";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { pathsOf, put } from "../payload-paths.fixture.ts";
import { activityOf, normalizeFor } from "./workout.fixture.ts";

interface Expected {
  readonly discipline: PelotonDiscipline;
  readonly type: number;
  readonly isOutdoor?: boolean;
  /** Lists of samples that are not empty. */
  readonly lists: readonly string[];
}

const onBike = ["hr", "power", "cadence", "speed", "distance", "resistance"];
const onTread = ["hr", "power", "speed", "distance", "incline"];
const onRow = ["hr", "power", "cadence", "strokes", "splitPace"];
const outdoors = ["hr", "speed", "distance", "elevation", "position"];

const shapes: readonly Expected[] = [
  { discipline: "cycling", type: 18, lists: onBike },
  { discipline: "bike_bootcamp", type: 22, lists: onBike },
  { discipline: "running", type: 58, lists: onTread },
  { discipline: "walking", type: 95, lists: onTread },
  { discipline: "circuit", type: 22, lists: onTread },
  { discipline: "running", type: 8, isOutdoor: true, lists: outdoors },
  { discipline: "walking", type: 7, isOutdoor: true, lists: outdoors },
  { discipline: "caesar", type: 54, lists: onRow },
  { discipline: "caesar_bootcamp", type: 22, lists: onRow },
  { discipline: "strength", type: 80, lists: ["hr"] },
  { discipline: "cardio", type: 123, lists: ["hr"] },
  { discipline: "yoga", type: 100, lists: ["hr"] },
  { discipline: "stretching", type: 125, lists: [] },
  { discipline: "meditation", type: 45, lists: [] },
];

function filledLists(activity: Activity): string[] {
  const { musette_data: musette } = activity;
  const lists = {
    hr: activity.heart_rate_data?.detailed?.hr_samples,
    power: activity.power_data?.power_samples,
    cadence: activity.movement_data?.cadence_samples,
    speed: activity.movement_data?.speed_samples,
    distance: activity.distance_data?.detailed?.distance_samples,
    elevation: activity.distance_data?.detailed?.elevation_samples,
    position: activity.position_data?.position_samples,
    resistance: musette?.resistance_data?.resistance_samples,
    incline: musette?.incline_data?.incline_samples,
    strokes: musette?.stroke_data?.stroke_rate_samples,
    splitPace: musette?.stroke_data?.split_pace_samples,
  };
  return Object.entries(lists).flatMap(([name, list]) => ((list?.length ?? 0) > 0 ? [name] : []));
}

test.each(shapes)("$discipline (outdoors: $isOutdoor) is type $type with the samples it has", (expected) => {
  const { type, lists, ...options } = expected;
  const activity = activityOf(generatePelotonWorkout({ seed: 11, ...options }));
  expect(activity.metadata.type).toBe(type);
  expect(activity.musette_data?.discipline).toBe(expected.discipline);
  expect(filledLists(activity).toSorted()).toEqual(lists.toSorted());
});

test("a ride in kilometers says the same as its numbers in meters", () => {
  const payload = generatePelotonWorkout({ seed: 11, isMetric: true });
  const stated = payload.performance_graph.summaries.find(({ slug }) => slug === "distance");
  expect(stated?.display_unit).toBe("km");
  expect(activityOf(payload).distance_data?.summary?.distance_meters).toBe((stated?.value ?? 0) * 1000);
});

const payloads = [
  generatePelotonWorkout({ seed: 1, discipline: "walking", isOutdoor: true, durationSeconds: 20 }),
  generatePelotonWorkout({ seed: 2, discipline: "caesar", durationSeconds: 20 }),
  generatePelotonWorkout({ seed: 3, discipline: "strength", durationSeconds: 20 }),
  generatePelotonWorkout({ seed: 4, durationSeconds: 600, everyN: 30 }),
] as const;

test.each(payloads)("with anything in any place, a workout is an event or an IngestError (%#)", (payload) => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(-1, 1e12, 1e308, Number.POSITIVE_INFINITY, { valueOf: 1, toString: 1 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...pathsOf(payload)), anything, (path, value) => {
      const changed: object = structuredClone(payload);
      put(changed, path, value);
      const { events, problems } = normalizeFor(changed);
      expect(events.length + problems.length).toBe(1);
      expect(problems.every(({ error }) => IngestError.is(error))).toBe(true);
      expect(() => events.map((event) => JSON.stringify(event.body()))).not.toThrow();
    }),
    { numRuns: 300 },
  );
});
