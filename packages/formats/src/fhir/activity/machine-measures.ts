import type { Series, Summary } from "../measures/measure.ts";
import { measureTable } from "../measures/measure-table.ts";

const category = "activity";
const resistance = "musette_data.resistance_data.resistance_samples";
const incline = "musette_data.incline_data.incline_samples.incline_percentage";
const strokeRate = "musette_data.stroke_data.stroke_rate_samples.stroke_rate_strokes_per_minute";
const splitPace = "musette_data.stroke_data.split_pace_samples.split_pace_seconds_per_500_meters";

/** What machines and their makers add, which no published code system has words for, and Terra's scores. */
export const machineSummaries: readonly Summary[] = [
  ...measureTable("musette_data.resistance_data", category, [
    ["avg_percentage", "Mean resistance", "%", { of: `${resistance}.resistance_percentage` }],
    ["max_percentage", "Greatest resistance", "%", { of: `${resistance}.resistance_percentage` }],
    ["avg_level", "Mean resistance level", "{level}", { of: `${resistance}.resistance_level` }],
    ["max_level", "Greatest resistance level", "{level}", { of: `${resistance}.resistance_level` }],
  ]),
  ...measureTable("musette_data.incline_data", category, [
    ["avg_percentage", "Mean incline", "%", { of: incline }],
    ["max_percentage", "Greatest incline", "%", { of: incline }],
    ["min_percentage", "Smallest incline", "%", { of: incline }],
  ]),
  ...measureTable("musette_data.stroke_data", category, [
    ["total_strokes", "Strokes", "{strokes}"],
    ["avg_stroke_rate_strokes_per_minute", "Mean stroke rate", "{strokes}/min", { of: strokeRate }],
    ["max_stroke_rate_strokes_per_minute", "Greatest stroke rate", "{strokes}/min", { of: strokeRate }],
    ["avg_split_pace_seconds_per_500_meters", "Mean split pace", "s/(500.m)", { of: splitPace }],
    ["best_split_pace_seconds_per_500_meters", "Fastest split pace", "s/(500.m)", { of: splitPace }],
  ]),
  ...measureTable("", category, [
    [
      "musette_data.ftp_data.ftp_watts",
      "Functional threshold power",
      "W",
      { pghd: "cyclingFunctionalThresholdPower" },
    ],
    ["musette_data.effort_data.total_effort_points", "Effort points", "{points}"],
    ["musette_data.effort_data.average_effort_score", "Mean effort score", "{score}"],
    ["data_enrichment.efficiency_score", "Efficiency score", "{score}"],
    ["data_enrichment.strain_score", "Strain score", "{score}"],
    ["data_enrichment.rcrs_score", "RCRS score", "{score}"],
    ["data_enrichment.trimp_score", "TRIMP score", "{score}"],
    ["data_enrichment.stress_score", "Stress score", "{score}"],
  ]),
];

export const machineSeries: readonly Series[] = measureTable("", category, [
  [`${resistance}.resistance_percentage`, "Resistance", "%"],
  [`${resistance}.resistance_level`, "Resistance level", "{level}"],
  [incline, "Incline", "%"],
  [strokeRate, "Stroke rate", "{strokes}/min"],
  [splitPace, "Split pace", "s/(500.m)"],
]);
