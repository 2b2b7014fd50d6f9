import { generatePelotonWorkout } from "@musette/testing";
import { expect, test } from "vitest";
import { activityOf, metric, payloadWith, summary } from "./workout.fixture.ts";

test("Lanebreak: everything but a heart rate, and no class", () => {
  const { workout, performance_graph } = generatePelotonWorkout({ seed: 1, hasHeartRate: false });
  const ride = { id: "0".repeat(32), title: null };
  const activity = activityOf({
    workout: { ...workout, workout_type: "freestyle", title: "Lanebreak", ride },
    performance_graph: { ...performance_graph, segment_list: [] },
  });
  expect(activity.metadata.name).toBe("Lanebreak");
  expect(activity.musette_data?.class_data).toBeNull();
  expect(activity.heart_rate_data?.summary).toMatchObject({ avg_hr_bpm: null, hr_zone_data: [] });
  expect(activity.power_data?.avg_watts).toBeGreaterThan(0);
});

test("a scenic ride by distance: its duration among the summaries is not a distance", () => {
  const activity = activityOf(
    payloadWith({
      workout: {
        workout_type: "scenic",
        ride: { id: "r", duration: null, distance: 5, distance_unit: "metric" },
      },
      graph: { summaries: [summary("duration", 10.78, "min"), summary("distance", 3.11, "mi")] },
    }),
  );
  expect(activity.distance_data?.summary?.distance_meters).toBe(3.11 * 1609.344);
  expect(activity.musette_data?.class_data?.duration_seconds).toBe(1800);
});

test("a ride with the app: cadence though has_pedaling_metrics is false, and no work", () => {
  const activity = activityOf(
    payloadWith({
      workout: { device_type: "iPad", has_pedaling_metrics: false, total_work: 0 },
      graph: {
        seconds_since_pedaling_start: [1, 6, 11, 16],
        metrics: [metric("cadence", "rpm", [80, 81, 82, 81]), metric("heart_rate", "bpm", [0, 0, 120, 121])],
        summaries: [summary("calories", 211, "kcal")],
      },
    }),
  );
  expect(activity.movement_data?.cadence_samples).toHaveLength(4);
  expect(activity.work_data?.work_kilojoules).toBeNull();
  expect(activity.power_data).toEqual({ avg_watts: null, max_watts: null, power_samples: [] });
});

test("a run with a television: a clock, calories, and no metric", () => {
  const activity = activityOf(
    payloadWith({
      workout: { fitness_discipline: "running", device_type: "fire_tv", end_time: null, total_work: 0 },
      graph: { summaries: [summary("calories", 310, "kcal")] },
    }),
  );
  expect(activity.metadata.type).toBe(58);
  expect(activity.calories_data?.total_burned_calories).toBe(310);
  expect(activity.distance_data?.summary?.distance_meters).toBeNull();
});

test("gym: a ride id with dashes, three calories and no metric", () => {
  const activity = activityOf(
    payloadWith({
      workout: {
        fitness_discipline: "strength",
        ride: { id: "8d8f2a30-5f0b-4cde-9f0e-1a2b3c4d5e6f", title: "Full Body" },
      },
      graph: { summaries: [summary("calories", 3, "kcal")] },
    }),
  );
  expect(activity.metadata.type).toBe(80);
  expect(activity.musette_data?.class_data?.class_id).toBe("8d8f2a30-5f0b-4cde-9f0e-1a2b3c4d5e6f");
  expect(activity.calories_data?.total_burned_calories).toBe(3);
});

test("meditation: a clock and nothing else", () => {
  const { workout, performance_graph } = generatePelotonWorkout({ seed: 1, discipline: "meditation" });
  const activity = activityOf({
    workout: { ...workout, end_time: workout.start_time + 281 },
    performance_graph,
  });
  expect(activity.metadata.type).toBe(45);
  expect(activity.calories_data?.total_burned_calories).toBeNull();
  expect(activity.work_data?.work_kilojoules).toBeNull();
});
