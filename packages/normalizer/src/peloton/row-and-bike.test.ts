import { expect, test } from "vitest";
import { activityOf, metric, payloadWith, summary } from "./workout.fixture.ts";

test("a row has strokes and split paces in seconds for 500 m; idle seconds do not slow them", () => {
  const { musette_data: musette, movement_data: movement } = activityOf(
    payloadWith({
      workout: { fitness_discipline: "caesar" },
      graph: {
        metrics: [
          metric("stroke_rate", "spm", [24, 0, 26, 28]),
          metric("split_pace", "min/500m", [2.5, null, 2.25, 2], { max_value: 2 }),
        ],
        summaries: [summary("stroke_count", 221, null), summary("distance", 2431, "m")],
      },
    }),
  );
  expect(musette?.stroke_data).toMatchObject({
    total_strokes: 221,
    avg_stroke_rate_strokes_per_minute: 26,
    max_stroke_rate_strokes_per_minute: 28,
    avg_split_pace_seconds_per_500_meters: 135,
    best_split_pace_seconds_per_500_meters: 120,
  });
  expect(musette?.stroke_data?.stroke_rate_samples).toHaveLength(4);
  expect(
    musette?.stroke_data?.split_pace_samples.map((sample) => sample.split_pace_seconds_per_500_meters),
  ).toEqual([150, 135, 120]);
  expect(movement).toMatchObject({ avg_cadence_rpm: 26, max_cadence_rpm: 28 });
  expect(movement?.cadence_samples).toHaveLength(4);
});

test("resistance is a percentage, and a level stays unknown", () => {
  const { musette_data: musette } = activityOf(
    payloadWith({ graph: { metrics: [metric("resistance", "%", [40, 0, 44, 48])] } }),
  );
  expect(musette?.resistance_data).toMatchObject({
    avg_percentage: 33,
    max_percentage: 48,
    avg_level: null,
    max_level: null,
  });
  expect(musette?.resistance_data?.resistance_samples[1]).toEqual({
    timestamp: "2024-09-12T12:00:36.000000-04:00",
    timer_duration_seconds: 2,
    resistance_percentage: 0,
  });
});

test("incline may be negative, and 0 is level ground", () => {
  const { musette_data: musette } = activityOf(
    payloadWith({ graph: { metrics: [metric("incline", "%", [-1.5, 0, 3, 4.5])] } }),
  );
  expect(musette?.incline_data).toMatchObject({
    avg_percentage: 1.5,
    max_percentage: 4.5,
    min_percentage: -1.5,
  });
  expect(musette?.incline_data?.incline_samples.map((sample) => sample.incline_percentage)).toEqual([
    -1.5, 0, 3, 4.5,
  ]);
});

test("a workout without these has none of their blocks", () => {
  expect(activityOf(payloadWith()).musette_data).toMatchObject({
    resistance_data: null,
    incline_data: null,
    stroke_data: null,
    class_data: null,
    leaderboard_data: null,
    effort_data: null,
    ftp_data: null,
    strength_data: null,
  });
});
