import { heartRateSummaries } from "../measures/heart-rate-measures.ts";
import type { Summary } from "../measures/measure.ts";
import { measureTable } from "../measures/measure-table.ts";

/** Means and totals of the day. They have no codes of a single reading, which they are not. */
export const bodySummaries: readonly Summary[] = [
  ...measureTable("measurements_data", "exam", [
    ["day_avg_weight_kg", "Mean body weight of the day", "kg", { pghd: "bodyMass" }],
    ["day_avg_height_cm", "Mean body height of the day", "cm", { pghd: "height" }],
    ["day_avg_bmi", "Mean body mass index of the day", "kg/m2", { pghd: "bodyMassIndex" }],
    ["day_avg_bodyfat_percentage", "Mean body fat of the day", "%", { pghd: "bodyFatPercentage" }],
    ["day_avg_lean_mass_g", "Mean lean body mass of the day", "g", { pghd: "leanBodyMass" }],
    ["day_avg_bone_mass_g", "Mean bone mass of the day", "g", { pghd: "boneMass" }],
    ["day_avg_muscle_mass_g", "Mean muscle mass of the day", "g"],
    ["day_avg_water_percentage", "Mean body water of the day", "%"],
    ["day_avg_skin_fold_mm", "Mean skin fold of the day", "mm"],
    ["day_avg_visceral_fat_level", "Mean visceral fat level of the day", "{level}"],
    ["day_avg_bmr", "Mean basal metabolic rate of the day", "kcal"],
    ["day_avg_rmr", "Mean resting metabolic rate of the day", "kcal"],
    ["day_avg_estimated_fitness_age", "Mean estimated fitness age of the day", "a"],
    ["day_avg_insulin_units", "Mean insulin given on the day", "[iU]"],
  ]),
  ...measureTable("blood_pressure_data", "exam", [
    [
      "day_avg_systolic_bp",
      "Mean systolic blood pressure of the day",
      "mm[Hg]",
      { pghd: "bloodPressureSystolic" },
    ],
    [
      "day_avg_diastolic_bp",
      "Mean diastolic blood pressure of the day",
      "mm[Hg]",
      { pghd: "bloodPressureDiastolic" },
    ],
  ]),
  ...measureTable("glucose_data", "laboratory", [
    ["day_avg_blood_glucose_mg_per_dL", "Mean blood glucose of the day", "mg/dL", { pghd: "bloodGlucose" }],
    [
      "day_avg_detailed_blood_glucose_mg_per_dL",
      "Mean detailed blood glucose of the day",
      "mg/dL",
      { pghd: "bloodGlucose" },
    ],
    ["gmi", "Glucose management indicator", null],
    ["time_in_range", "Glucose in range", null],
  ]),
  ...measureTable("temperature_data", "exam", [
    [
      "day_avg_body_temperature_celsius",
      "Mean body temperature of the day",
      "Cel",
      { pghd: "bodyTemperature" },
    ],
    ["day_avg_skin_temperature_celsius", "Mean skin temperature of the day", "Cel"],
    ["day_avg_ambient_temperature_celsius", "Mean ambient temperature of the day", "Cel"],
  ]),
  ...measureTable("", "exam", [
    ["ketone_data.day_avg_ketone_mg_per_dL", "Mean ketones of the day", "mg/dL", { category: "laboratory" }],
    ["oxygen_data.avg_saturation_percentage", "Mean oxygen saturation of the day", "%"],
    ["oxygen_data.vo2max_ml_per_min_per_kg", "VO2 max", "mL/min/kg", { pghd: "vo2Max" }],
    [
      "oxygen_data.day_avg_vo2max_ml_per_min_per_kg",
      "Mean VO2 max of the day",
      "mL/min/kg",
      { pghd: "vo2Max" },
    ],
    ["hydration_data.day_total_water_consumption_ml", "Water drunk on the day", "mL"],
    ["hydration_data.day_avg_hydration_kg", "Mean hydration of the day", "kg"],
  ]),
  ...heartRateSummaries("heart_data.heart_rate_data", "exam"),
];
