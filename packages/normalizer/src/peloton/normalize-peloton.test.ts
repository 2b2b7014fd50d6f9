import { IngestError } from "@musette/core";
import { expect, test } from "vitest";
import { normalizePeloton } from "./normalize-peloton.ts";
import { activityOf, metric, normalizeFor, payloadWith, problemOf, startTime } from "./workout.fixture.ts";

const { workout, performance_graph: graph } = payloadWith({
  graph: { metrics: [metric("output", "watts", [100, 110, 120, 130])] },
});
const ids = (payload: unknown) => normalizeFor(payload).events.map((event) => event.id);

test.each([
  ["with its graph", { workout, performance_graph: graph }],
  ["under the names of stored exports", { workout_id: workout.id, summary_raw: workout, metrics_raw: graph }],
  ["in an array", [{ workout, performance_graph: graph }]],
])("a workout is taken %s", (_, payload) => {
  expect(ids(payload)).toEqual(ids({ workout, performance_graph: graph }));
  expect(normalizeFor(payload).events[0]).toMatchObject({
    key: "activity:rider-1:PELOTON:f8f3a90f441d4924a13a2ffde97faee9",
    type: "activity",
    user: { user_id: "rider-1", provider: "PELOTON", reference_id: null },
    startTime: "2024-09-12T12:00:34.000000-04:00",
    endTime: "2024-09-12T12:00:38.000000-04:00",
    orderedAtMs: null,
    item: 0,
  });
});

test("a workout is taken alone, and from a page of the workout list", () => {
  const other = { ...workout, id: "0".repeat(32) };
  expect(activityOf(workout).metadata.summary_id).toBe(workout.id);
  const page = { data: [workout, other], page: 0, total: 495, summary: { "2024-09": 2 } };
  expect(normalizeFor(page).events.map(({ key, item }) => [key.slice(-32), item])).toEqual([
    [workout.id, 0],
    [other.id, 1],
  ]);
  expect(normalizeFor({ data: [] })).toEqual({ events: [], problems: [] });
});

test("a performance graph alone is refused: it does not say whose it is", () => {
  expect(problemOf(graph)).toEqual({
    code: "ingest.unidentified",
    pointer: "",
    message:
      'This is a performance graph alone: it does not say which workout it belongs to. Send {"workout": …, ' +
      '"performance_graph": …} with the bodies of GET /api/workout/{id} and GET /api/workout/{id}/performance_graph.',
  });
});

test.each([
  ["a profile", { id: "aa", username: "rider" }, "/start_time"],
  ["a workout without id", { workout: { ...workout, id: "" } }, "/workout/id"],
  ["a workout without start", { workout: { ...workout, start_time: null } }, "/workout/start_time"],
  [
    "a start in milliseconds",
    { workout: { ...workout, start_time: startTime * 1000 } },
    "/workout/start_time",
  ],
  ["a workout that is text", { workout: "f8f3a90f" }, "/workout"],
])("%s is refused as unidentified", (_, payload, pointer) => {
  expect(problemOf(payload)).toMatchObject({ code: "ingest.unidentified", pointer });
});

test.each([
  ["metrics is no list", { metrics: {} }, "/metrics"],
  ["a metric is no object", { metrics: [7] }, "/metrics/0"],
  [
    "values is no list",
    { metrics: [metric("output", "watts", [1])].map((m) => ({ ...m, values: {} })) },
    "/metrics/0/values",
  ],
  ["a value is text", { metrics: [metric("output", "watts", [1, 2, "3", 4])] }, "/metrics/0/values/2"],
  [
    "a value is beyond all reason",
    { metrics: [metric("output", "watts", [1, 2, 3, 1e300])] },
    "/metrics/0/values",
  ],
  [
    "there are more values than seconds",
    { metrics: [metric("output", "watts", [1, 2, 3, 4, 5])] },
    "/metrics/0/values",
  ],
  [
    "the clock is missing",
    { seconds_since_pedaling_start: null, metrics: [metric("output", "watts", [1])] },
    "/metrics/0/values",
  ],
  ["the clock runs backward", { seconds_since_pedaling_start: [1, 3, 2] }, "/seconds_since_pedaling_start/2"],
  ["the clock is no list", { seconds_since_pedaling_start: "1,2" }, "/seconds_since_pedaling_start"],
  ["a summary is no object", { summaries: ["148 kj"] }, "/summaries/0"],
  [
    "a place has no second",
    { location_data: [{ coordinates: [{ latitude: 1 }] }] },
    "/location_data/0/coordinates/0/seconds_offset_from_start",
  ],
])("an identified workout is quarantined where %s", (_, broken, pointer) => {
  expect(problemOf(payloadWith({ graph: broken }))).toMatchObject({
    code: "ingest.unrecognised",
    pointer: `/performance_graph${pointer}`,
  });
});

test("a graph that is no object is quarantined", () => {
  expect(problemOf({ workout, performance_graph: "gone" })).toMatchObject({
    code: "ingest.unrecognised",
    pointer: "/performance_graph",
  });
});

test("in an array the good workouts are kept, and a bad one is named by its place", () => {
  const { events, problems } = normalizeFor([
    { workout, performance_graph: graph },
    { workout: { id: "b" } },
    workout,
  ]);
  expect(events.map(({ item }) => item)).toEqual([0, 2]);
  expect(problems.map(({ item, error }) => [item, error.pointer])).toEqual([[1, "/1/workout/start_time"]]);
});

test.each([null, "workout", 7, true])("a payload that is %j is malformed", (payload) => {
  expect(() => normalizeFor(payload)).toThrow(
    expect.objectContaining({ code: "ingest.malformed", pointer: "" }),
  );
});

test("a payload without a user is unidentified", () => {
  expect(() => normalizePeloton(workout, { user: null, orderedAtMs: null })).toThrow(IngestError);
});

test("the same workout has the same id, and telemetry of the vendor does not change it", () => {
  const again = structuredClone({ workout, performance_graph: graph });
  const watched = { ...workout, total_video_watch_time_seconds: 1208 };
  expect(ids(again)).toEqual(ids({ workout, performance_graph: graph }));
  expect(ids({ workout: watched, performance_graph: graph })).toEqual(ids(again));
});

test("one other sample is another revision of the same item", () => {
  const changed = payloadWith({ graph: { metrics: [metric("output", "watts", [110, 100, 120, 130])] } });
  const [before] = normalizeFor({ workout, performance_graph: graph }).events;
  const [after] = normalizeFor(changed).events;
  expect(after?.id).not.toBe(before?.id);
  expect(after?.key).toBe(before?.key);
});

test("a body is made once, and has every block of Terra's activity", () => {
  const [event] = normalizeFor(workout).events;
  expect(event?.body()).toBe(event?.body());
  expect(Object.keys(event?.body() as object).toSorted()).toEqual([
    "MET_data",
    "TSS_data",
    "active_durations_data",
    "calories_data",
    "cheat_detection",
    "data_enrichment",
    "device_data",
    "distance_data",
    "energy_data",
    "heart_rate_data",
    "lap_data",
    "metadata",
    "movement_data",
    "musette_data",
    "oxygen_data",
    "polyline_map_data",
    "position_data",
    "power_data",
    "strain_data",
    "work_data",
  ]);
});

test("keys like __proto__ are data and change nothing", () => {
  const hostile = JSON.parse(
    `{"__proto__": {"id": "x"}, "id": "w", "start_time": ${startTime}, "fitness_discipline": "__proto__", "ride": {"__proto__": {"title": "x"}}}`,
  ) as unknown;
  expect(activityOf(hostile).metadata).toMatchObject({ summary_id: "w", type: 108, name: null });
  expect(Object.hasOwn(Object.prototype, "title")).toBe(false);
});
