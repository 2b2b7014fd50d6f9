import type { Body } from "@musette/core";
import { fields } from "./fields.ts";
import { measures } from "./measures-shape.ts";
import { samples } from "./samples.ts";
import type { Shape } from "./shape.ts";

export const bodyShape = {
  metadata: fields("start_time end_time timestamp_localization"),
  blood_pressure_data: {
    blood_pressure_samples: samples("reading", "diastolic_bp systolic_bp"),
    ...fields("day_avg_systolic_bp day_avg_diastolic_bp"),
  },
  device_data: measures.device,
  glucose_data: {
    blood_glucose_samples: samples(
      "signal",
      "blood_glucose_mg_per_dL",
      "timestamp glucose_level_flag trend_arrow",
    ),
    detailed_blood_glucose_samples: samples(
      "signal",
      "blood_glucose_mg_per_dL",
      "timestamp glucose_level_flag trend_arrow",
    ),
    ...fields("day_avg_blood_glucose_mg_per_dL day_avg_detailed_blood_glucose_mg_per_dL"),
    ...fields("day_avg_blood_glucose_mg_per_dl gmi time_in_range sensor_usage"),
    daily_patterns: [
      fields("time_from_midnight percentile_5 percentile_25 percentile_50 percentile_75 percentile_95"),
    ],
  },
  heart_data: {
    afib_classification_samples: samples("reading", "afib_classification"),
    ecg_signal: [
      {
        ...fields("start_timestamp avg_hr_bpm afib_classification"),
        raw_signal: samples("signal", "potential_uV"),
      },
    ],
    heart_rate_data: measures.heartRate,
    pulse_wave_velocity_samples: samples("signal", "pulse_wave_velocity_meters_per_second"),
    // One for each beat: their sum is the time.
    rr_interval_samples: samples("reading", "rr_interval_ms hr_bpm"),
  },
  hydration_data: {
    ...fields("day_total_water_consumption_ml day_avg_hydration_kg"),
    hydration_amount_samples: samples("reading", "hydration_kg"),
  },
  ketone_data: {
    ketone_samples: samples("reading", "ketone_mg_per_dL", "sample_type"),
    ...fields("day_avg_ketone_mg_per_dL"),
  },
  measurements_data: {
    measurements: [
      {
        ...fields("measurement_time BMI BMR RMR estimated_fitness_age skin_fold_mm bodyfat_percentage"),
        ...fields("weight_kg height_cm bone_mass_g muscle_mass_g lean_mass_g water_percentage"),
        ...fields("insulin_units insulin_type urine_color user_notes visceral_fat_level"),
        ...fields("visceral_fat_category"),
      },
    ],
    ...fields("day_avg_bmi day_avg_bmr day_avg_rmr day_avg_estimated_fitness_age day_avg_skin_fold_mm"),
    ...fields("day_avg_bodyfat_percentage day_avg_weight_kg day_avg_height_cm day_avg_bone_mass_g"),
    ...fields("day_avg_muscle_mass_g day_avg_lean_mass_g day_avg_water_percentage"),
    ...fields("day_avg_insulin_units day_avg_visceral_fat_level"),
  },
  oxygen_data: measures.oxygen,
  temperature_data: {
    ambient_temperature_samples: samples("signal", "temperature_celsius"),
    body_temperature_samples: samples("signal", "temperature_celsius"),
    skin_temperature_samples: samples("signal", "temperature_celsius"),
    ...fields("day_avg_ambient_temperature_celsius day_avg_body_temperature_celsius"),
    ...fields("day_avg_skin_temperature_celsius"),
  },
} satisfies Shape<Body>;
