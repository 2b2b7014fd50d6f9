import { expect, test } from "vitest";
import { activityOf, metric, payloadWith, startTime, summary } from "./workout.fixture.ts";

const endOf = (payload: unknown) => activityOf(payload).metadata.end_time.slice(11, 19);
const activeSecondsOf = (seconds: readonly number[]) =>
  activityOf(payloadWith({ graph: { seconds_since_pedaling_start: seconds } })).active_durations_data
    ?.activity_seconds;

test.each([null, 0, startTime - 5])(
  "an end of %j falls back to a second after the last sample",
  (end_time) => {
    expect(endOf(payloadWith({ workout: { end_time } }))).toBe("12:00:39");
  },
);

test("without samples the end falls back to the length of the class, without a class to the start", () => {
  const { workout } = payloadWith({ workout: { end_time: null } });
  expect(endOf({ workout, ride: { id: "r", duration: 1200 } })).toBe("12:20:34");
  expect(endOf({ workout })).toBe("12:00:34");
});

test("what the person did counts, not the length of the class", () => {
  const { workout } = payloadWith({
    workout: { end_time: startTime + 281, ride: { id: "r", duration: 300 } },
  });
  expect(endOf({ workout })).toBe("12:05:15");
  expect(activityOf({ workout }).active_durations_data?.activity_seconds).toBe(281);
});

test.each([
  ["every second", [1, 2, 3, 4], 4],
  ["every five seconds, the last one early", [1, 6, 11, 16, 20], 20],
  ["from the seventh second, with a gap", [7, 8, 9, 60, 61], 5],
  ["from zero, with a gap", [0, 14, 15, 16], 4],
  ["only one", [1], 1],
])("active time with samples %s", (_, seconds, active) => {
  expect(activeSecondsOf(seconds)).toBe(active);
});

test("a workout in progress has empty lists, and its status is kept", () => {
  const activity = activityOf(
    payloadWith({
      workout: { status: "IN_PROGRESS", end_time: null },
      graph: { seconds_since_pedaling_start: [], metrics: [] },
    }),
  );
  expect(activity.musette_data?.source.status).toBe("IN_PROGRESS");
  expect(activity.metadata.end_time).toBe(activity.metadata.start_time);
});

test("a graph of 2016 has rows instead of metrics: the workout has no samples", () => {
  const { workout } = payloadWith();
  const legacy = { count: 1, data: [{ power: 100, seconds_since_pedaling_start: 1 }] };
  expect(activityOf({ workout, performance_graph: legacy }).power_data?.power_samples).toEqual([]);
});

test.each([
  [{ ride: { id: "r", title: "30 min Climb" }, title: "Mine", name: "Cycling Workout" }, "30 min Climb"],
  [{ ride: { id: "r", title: "" }, title: "Just Work Out", name: "Cycling Workout" }, "Just Work Out"],
  [{ title: null, name: "Lanebreak Ride" }, "Lanebreak Ride"],
  [{}, null],
])("the name of %j is %j", (workout, name) => {
  expect(activityOf(payloadWith({ workout })).metadata.name).toBe(name);
});

test("work is total_work in kilojoules, even where the watts add up to another number", () => {
  const rowing = payloadWith({
    workout: { fitness_discipline: "caesar", total_work: 60_500.25 },
    graph: { metrics: [metric("output", "watts", [30_000, 30_000, 30_000, 26_000])] },
  });
  expect(activityOf(rowing).work_data?.work_kilojoules).toBe(60.50025);
});

test("a total_work of 0 is missing without metrics, and real with them", () => {
  const workOf = (payload: unknown) => activityOf(payload).work_data?.work_kilojoules;
  const nothing = { workout: { total_work: 0, has_pedaling_metrics: false } };
  expect(workOf(payloadWith(nothing))).toBeNull();
  expect(
    workOf(payloadWith({ ...nothing, graph: { metrics: [metric("output", "watts", [0, 0, 0, 0])] } })),
  ).toBe(0);
  expect(
    workOf(payloadWith({ ...nothing, graph: { summaries: [summary("total_output", 148, "kj")] } })),
  ).toBe(148);
  expect(workOf(payloadWith({ ...nothing, summary: { total_work: 1500 } }))).toBe(1.5);
});

test("energy expenditure is not mechanical work: it stays unknown", () => {
  const activity = activityOf(payloadWith({ workout: { total_work: 148_003.98 } }));
  expect(activity.energy_data?.energy_kilojoules).toBeNull();
  expect(activity.work_data?.work_kilojoules).toBeCloseTo(148.00398, 9);
});

test.each([
  [{ graph: { summaries: [summary("calories", 236, "kcal")] }, summary: { calories: 235.96 } }, 236],
  [{ graph: { summaries: [summary("total_calories", 301, "kcal")] } }, 301],
  [{ summary: { calories: 235.96 } }, 235.96],
  [{ summary: { calories: 0 } }, null],
  [{ workout: { calories: 88.5 } }, 88.5],
  [{ workout: { calories: 0 } }, null],
])("calories of %j are %j", (parts, calories) => {
  expect(activityOf(payloadWith(parts)).calories_data?.total_burned_calories).toBe(calories);
});

test("distance and speed without a unit, as in /summary and list rows, are not guessed", () => {
  const activity = activityOf(
    payloadWith({ workout: { distance: 5.82 }, summary: { distance: 5.82, speed: 17.5, avg_power: 123.3 } }),
  );
  expect(activity.distance_data?.summary?.distance_meters).toBeNull();
  expect(activity.movement_data?.avg_speed_meters_per_second).toBeNull();
  expect(activity.power_data?.avg_watts).toBe(123.3);
});
