import { expect, test } from "vitest";
import { generatePelotonWorkout } from "./peloton-workout.ts";

function metric(payload: ReturnType<typeof generatePelotonWorkout>, slug: string) {
  const found = payload.performance_graph.metrics.find((metric) => metric.slug === slug);
  if (found === undefined) throw new Error(`The workout has no ${slug}.`);
  return found;
}

test("the same seed gives the same bytes, another seed other ones", () => {
  const bytes = (seed: number) => JSON.stringify(generatePelotonWorkout({ seed, discipline: "walking" }));
  expect(bytes(3)).toBe(bytes(3));
  expect(bytes(4)).not.toBe(bytes(3));
});

test("half an hour on a bike has 1800 samples of five metrics in about 60 KB", () => {
  const payload = generatePelotonWorkout({ seed: 1, hasGaps: false });
  expect(payload.performance_graph.seconds_since_pedaling_start).toHaveLength(1800);
  expect(payload.performance_graph.metrics.map(({ slug, values }) => [slug, values.length])).toEqual([
    ["output", 1800],
    ["cadence", 1800],
    ["resistance", 1800],
    ["speed", 1800],
    ["heart_rate", 1800],
  ]);
  const size = JSON.stringify(payload).length;
  expect(size).toBeGreaterThan(45_000);
  expect(size).toBeLessThan(65_000);
});

test("every_n of 5 starts at 1 and ends with the last second, as the vendor's does", () => {
  const payload = generatePelotonWorkout({ seed: 1, durationSeconds: 1200, everyN: 5, hasGaps: false });
  const seconds = payload.performance_graph.seconds_since_pedaling_start;
  expect(seconds.slice(0, 3)).toEqual([1, 6, 11]);
  expect(seconds.slice(-2)).toEqual([1196, 1200]);
});

test("a heart rate without contact reads 0, and the seconds are counted as missing", () => {
  const payload = generatePelotonWorkout({ seed: 2, hasGaps: false });
  const heartRate = metric(payload, "heart_rate");
  const zeros = heartRate.values.filter((value) => value === 0).length;
  expect(zeros).toBeGreaterThan(0);
  expect(heartRate.missing_data_duration).toBe(zeros);
});

test("some workout has gaps and some has pauses in which the pace is null", () => {
  const workouts = Array.from({ length: 12 }, (_, seed) =>
    generatePelotonWorkout({ seed, discipline: "running", durationSeconds: 600 }),
  );
  const lengths = workouts.map(({ performance_graph: graph }) => graph.seconds_since_pedaling_start.length);
  expect(Math.min(...lengths)).toBeLessThan(600);
  expect(workouts.some((workout) => metric(workout, "pace").values.includes(null))).toBe(true);
});

test("outdoors there is one place for each sample", () => {
  const { performance_graph: graph } = generatePelotonWorkout({
    seed: 5,
    discipline: "walking",
    isOutdoor: true,
  });
  expect(graph.location_data[0]?.coordinates).toHaveLength(graph.seconds_since_pedaling_start.length);
});
