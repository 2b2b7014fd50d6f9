import { distanceSeries, distanceSummaries } from "../measures/distance-measures.ts";
import { effortSeries, effortSummaries } from "../measures/effort-measures.ts";
import { heartRateSeries, heartRateSummaries } from "../measures/heart-rate-measures.ts";
import type { Series, Summary } from "../measures/measure.ts";
import { measureTable } from "../measures/measure-table.ts";

/** A day's numbers. Scores are those of the provider or of Terra. */
export const dailySummaries: readonly Summary[] = [
  ...distanceSummaries("distance_data", { distance: "distance", steps: "41950-7" }),
  ...effortSummaries({ energy: "41979-6" }),
  ...heartRateSummaries("heart_rate_data", "activity", { greatest: "8873-2" }),
  ...measureTable("scores", "activity", [
    ["activity", "Activity score", "{score}"],
    ["recovery", "Recovery score", "{score}"],
    ["sleep", "Sleep score", "{score}"],
  ]),
  ...measureTable("stress_data", "activity", [
    ["avg_stress_level", "Mean stress, on the provider's scale", null],
    ["max_stress_level", "Greatest stress, on the provider's scale", null],
    ["stress_duration_seconds", "Time under stress", "s"],
    ["rest_stress_duration_seconds", "Time without stress", "s"],
    ["low_stress_duration_seconds", "Time under low stress", "s"],
    ["medium_stress_duration_seconds", "Time under medium stress", "s"],
    ["high_stress_duration_seconds", "Time under high stress", "s"],
    ["activity_stress_duration_seconds", "Time under stress of activity", "s"],
  ]),
];

export const dailySeries: readonly Series[] = [
  ...heartRateSeries("heart_rate_data", "activity"),
  ...distanceSeries("distance"),
  ...effortSeries,
  ...measureTable("stress_data", "activity", [
    ["samples.level", "Stress, on the provider's scale", null],
    ["body_battery_samples.level", "Body Battery", null],
  ]),
];
