/**
 * Members whose kinds the two documents disagree about, so that no value is right by both: schema and
 * member, and both kinds. v2 is the newer and is what is sent; v5 is not asked about these.
 *
 * Only `distance_meters` is made here; the others come from Terra and are passed on as they are.
 */
export const disagreements: Readonly<Record<string, { readonly v2: string; readonly v5: string }>> = {
  "DistanceDataSummary.distance_meters": { v2: "number", v5: "integer" },
  "FloorsClimbedSample.floors_climbed": { v2: "number", v5: "integer" },
  "StepSample.steps": { v2: "number", v5: "integer" },
  "LapSample.stroke_type": { v2: "any text", v5: "one of a list" },
  "MeasurementDataSample.estimated_fitness_age": { v2: "integer", v5: "text" },
  "GlucoseDataSample.blood_glucose_mg_per_dL": { v2: "number", v5: "integer" },
  "DailyPatternSample.percentile_5": { v2: "number", v5: "integer" },
  "DailyPatternSample.percentile_25": { v2: "number", v5: "integer" },
  "DailyPatternSample.percentile_50": { v2: "number", v5: "integer" },
  "DailyPatternSample.percentile_75": { v2: "number", v5: "integer" },
  "DailyPatternSample.percentile_95": { v2: "number", v5: "integer" },
  "DailyDataEnrichment.immune_contributors": { v2: "object", v5: "list" },
  "DailyDataEnrichment.respiratory_contributors": { v2: "object", v5: "list" },
  "DailyDataEnrichment.stress_contributors": { v2: "object", v5: "list" },
  "SleepDataEnrichment.sleep_contributors": { v2: "object", v5: "list" },
  "DrinkSample.drink_unit": { v2: "a number of a list", v5: "text" },
  "MenstruationData.current_phase": { v2: "a number of a list", v5: "a word of a list" },
  "MenstruationData.cycle_length_days": { v2: "integer", v5: "text" },
  "MenstruationData.is_predicted_cycle": { v2: "boolean", v5: "text" },
  "ReadinessData.readiness": { v2: "number", v5: "integer" },
  "ReadinessData.recovery_level": { v2: "number", v5: "one of a list" },
};
