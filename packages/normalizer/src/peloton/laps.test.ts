import { expect, test } from "vitest";
import { activityOf, metric, payloadWith, problemOf } from "./workout.fixture.ts";

const seconds = Array.from({ length: 645 }, (_, index) => index + 1);
const lapsWith = (graph: object) =>
  activityOf(payloadWith({ graph: { seconds_since_pedaling_start: seconds, ...graph } })).lap_data?.laps ??
  [];
const splits = (unit: string, list: readonly (readonly [number | null, number | null])[]) => ({
  splits_data: {
    distance_marker_display_unit: unit,
    splits: list.map(([distance_marker, seconds], index) => ({ order: index + 1, distance_marker, seconds })),
  },
});
const brief = (graph: object) =>
  lapsWith(graph).map((lap) => [lap.active_duration_seconds, lap.distance_meters, lap.trigger_method]);

test("the last split is what the others leave: its seconds may be the pace for a whole mile", () => {
  expect(
    brief(
      splits("mi", [
        [1, 205],
        [2, 203],
        [0.76, 312],
      ]),
    ),
  ).toEqual([
    [205, 1609.344, "DISTANCE"],
    [203, 1609.344, "DISTANCE"],
    [237, 0.76 * 1609.344, "DISTANCE"],
  ]);
});

test("the last split is what the others leave where its seconds are the time, too", () => {
  expect(
    brief(
      splits("mi", [
        [1, 624],
        [0.11, 21],
      ]),
    ),
  ).toEqual([
    [624, 1609.344, "DISTANCE"],
    [21, 0.11 * 1609.344, "DISTANCE"],
  ]);
});

test("a last split that is whole keeps its own seconds, and kilometers are kilometers", () => {
  expect(
    brief(
      splits("km", [
        [1, 300],
        [2, 310],
      ]),
    ),
  ).toEqual([
    [300, 1000, "DISTANCE"],
    [310, 1000, "DISTANCE"],
  ]);
});

test("a lap has its times, and the averages of its samples", () => {
  const values = seconds.map((second) => (second <= 300 ? 100 : 200));
  const heartRate = metric(
    "heart_rate",
    "bpm",
    seconds.map((second) => (second % 2 === 0 ? 0 : 150)),
  );
  const [, second] = lapsWith({
    ...splits("km", [
      [1, 300],
      [2, 310],
    ]),
    metrics: [metric("output", "watts", values), heartRate],
  });
  expect(second).toEqual({
    start_time: "2024-09-12T12:05:34.000000-04:00",
    end_time: "2024-09-12T12:10:44.000000-04:00",
    distance_meters: 1000,
    calories: null,
    avg_hr_bpm: 150,
    avg_speed_meters_per_second: 1000 / 310,
    total_strokes: null,
    stroke_type: null,
    avg_watts: 200,
    active_duration_seconds: 310,
    trigger_method: "DISTANCE",
  });
});

const segment_list = [
  { name: "Warmup", start_time_offset: 0, length: 147 },
  { name: "Cycling", start_time_offset: 147, length: 697 },
  { name: "Cool Down", start_time_offset: 844, length: 56 },
];

test.each([{ splits_data: [] }, { splits_data: {} }, {}, splits("mi", [[null, 205]])])(
  "with %j the class plan makes the laps, as far as the person got",
  (graph) => {
    expect(brief({ ...graph, segment_list })).toEqual([
      [147, null, "TIME"],
      [498, null, "TIME"],
    ]);
  },
);

test("thinned samples would overstate watts: such a lap has only its heart rate", () => {
  const [lap] = lapsWith({
    seconds_since_pedaling_start: [1, 6, 11],
    metrics: [metric("output", "watts", [1, 2, 3]), metric("heart_rate", "bpm", [150, 150, 150])],
    segment_list,
  });
  expect(lap).toMatchObject({ avg_watts: null, avg_hr_bpm: 150 });
});

test("splits in an unknown unit are quarantined", () => {
  expect(problemOf(payloadWith({ graph: splits("furlong", [[1, 200]]) }))?.pointer).toBe(
    "/performance_graph/splits_data/distance_marker_display_unit",
  );
});
