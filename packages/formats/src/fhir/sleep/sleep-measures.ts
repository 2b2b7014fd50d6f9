import { heartRateSeries, heartRateSummaries } from "../measures/heart-rate-measures.ts";
import type { Series, Summary } from "../measures/measure.ts";
import { measureTable } from "../measures/measure-table.ts";

const category = "social-history";
const breaths = "respiration_data.breaths_data.samples.breaths_per_min";

/** What is found in a night beside its durations. */
export const sleepSummaries: readonly Summary[] = [
  ...heartRateSummaries("heart_rate_data", category),
  ...measureTable("", category, [
    [
      "respiration_data.breaths_data.avg_breaths_per_min",
      "Mean respiratory rate",
      "/min",
      { pghd: "respiratoryRate", of: breaths },
    ],
    [
      "respiration_data.breaths_data.max_breaths_per_min",
      "Greatest respiratory rate",
      "/min",
      { pghd: "respiratoryRate", of: breaths },
    ],
    [
      "respiration_data.breaths_data.min_breaths_per_min",
      "Smallest respiratory rate",
      "/min",
      { pghd: "respiratoryRate", of: breaths },
    ],
    [
      "respiration_data.oxygen_saturation_data.avg_saturation_percentage",
      "Mean oxygen saturation",
      "%",
      { pghd: "oxygenSaturation" },
    ],
    ["respiration_data.snoring_data.num_snoring_events", "Times of snoring", "{times}"],
    ["respiration_data.snoring_data.total_snoring_duration_seconds", "Snoring time", "s"],
    ["temperature_data.delta", "Temperature, from the person's own baseline", null],
    ["readiness_data.readiness", "Readiness score", "{score}"],
    ["scores.sleep", "Sleep score", "{score}"],
  ]),
];

export const sleepSeries: readonly Series[] = [
  ...heartRateSeries("heart_rate_data", category),
  ...measureTable("", category, [
    [breaths, "Respiratory rate", "/min", { pghd: "respiratoryRate" }],
    [
      "respiration_data.oxygen_saturation_data.samples.percentage",
      "Oxygen saturation of blood or muscle",
      "%",
    ],
  ]),
];
