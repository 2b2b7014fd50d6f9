import type { Measure } from "../measures/measure.ts";
import { measureTable } from "../measures/measure-table.ts";

/**
 * What is measured now and then and becomes an observation each time: `field` ends in the reading's own
 * field, and stands in a list.
 */
export const bodyReadings: readonly Measure[] = [
  ...measureTable("measurements_data.measurements", "exam", [
    ["weight_kg", "Body weight", "kg", { loinc: "29463-7", pghd: "bodyMass", category: "vital-signs" }],
    ["height_cm", "Body height", "cm", { loinc: "8302-2", pghd: "height", category: "vital-signs" }],
    ["BMI", "Body mass index", "kg/m2", { loinc: "39156-5", pghd: "bodyMassIndex", category: "vital-signs" }],
    ["bodyfat_percentage", "Body fat", "%", { loinc: "41982-0", pghd: "bodyFatPercentage" }],
    ["lean_mass_g", "Lean body mass", "g", { pghd: "leanBodyMass" }],
    ["bone_mass_g", "Bone mass", "g", { pghd: "boneMass" }],
    ["muscle_mass_g", "Muscle mass", "g"],
    ["water_percentage", "Body water", "%"],
    ["skin_fold_mm", "Skin fold", "mm"],
    ["visceral_fat_level", "Visceral fat level", "{level}"],
    ["BMR", "Basal metabolic rate", "kcal"],
    ["RMR", "Resting metabolic rate", "kcal"],
    ["estimated_fitness_age", "Estimated fitness age", "a"],
    ["insulin_units", "Insulin given", "[iU]"],
  ]),
  ...measureTable("glucose_data", "laboratory", [
    [
      "blood_glucose_samples.blood_glucose_mg_per_dL",
      "Blood glucose",
      "mg/dL",
      { loinc: "2339-0", pghd: "bloodGlucose" },
    ],
    [
      "detailed_blood_glucose_samples.blood_glucose_mg_per_dL",
      "Blood glucose, detailed",
      "mg/dL",
      { pghd: "bloodGlucose" },
    ],
  ]),
  ...measureTable("", "laboratory", [["ketone_data.ketone_samples.ketone_mg_per_dL", "Ketones", "mg/dL"]]),
  ...measureTable("temperature_data", "exam", [
    [
      "body_temperature_samples.temperature_celsius",
      "Body temperature",
      "Cel",
      { loinc: "8310-5", pghd: "bodyTemperature", category: "vital-signs" },
    ],
    ["skin_temperature_samples.temperature_celsius", "Skin temperature", "Cel"],
    ["ambient_temperature_samples.temperature_celsius", "Ambient temperature", "Cel"],
  ]),
  ...measureTable("", "exam", [
    ["oxygen_data.vo2_samples.vo2max_ml_per_min_per_kg", "VO2 max", "mL/min/kg", { pghd: "vo2Max" }],
    ["hydration_data.hydration_amount_samples.hydration_kg", "Hydration", "kg"],
    [
      "heart_data.pulse_wave_velocity_samples.pulse_wave_velocity_meters_per_second",
      "Pulse wave velocity",
      "m/s",
    ],
  ]),
];
