import type { BloodPressureData, GlucoseData, HeartData, KetoneData } from "./body-vitals.ts";
import type { DayMetadata } from "./day-metadata.ts";
import type { DeviceData } from "./device.ts";
import type { OxygenData } from "./measures.ts";
import type { Sample } from "./samples.ts";

/** Body measurements of one day. */
export interface Body {
  readonly metadata: DayMetadata;
  readonly blood_pressure_data?: BloodPressureData | null;
  readonly device_data?: DeviceData | null;
  readonly glucose_data?: GlucoseData | null;
  readonly heart_data?: HeartData | null;
  readonly hydration_data?: HydrationData | null;
  readonly ketone_data?: KetoneData | null;
  readonly measurements_data?: MeasurementsData | null;
  readonly oxygen_data?: OxygenData | null;
  readonly temperature_data?: TemperatureData | null;
}

export interface HydrationData {
  readonly day_total_water_consumption_ml?: number | null;
  readonly hydration_amount_samples?: readonly HydrationMeasurementSample[] | null;
  readonly day_avg_hydration_kg?: number | null;
}

export interface HydrationMeasurementSample extends Sample {
  readonly hydration_kg?: number | null;
}

export interface TemperatureData {
  readonly ambient_temperature_samples?: readonly TemperatureSample[] | null;
  readonly body_temperature_samples?: readonly TemperatureSample[] | null;
  readonly skin_temperature_samples?: readonly TemperatureSample[] | null;
  readonly day_avg_ambient_temperature_celsius?: number | null;
  readonly day_avg_body_temperature_celsius?: number | null;
  readonly day_avg_skin_temperature_celsius?: number | null;
}

export interface TemperatureSample extends Sample {
  readonly temperature_celsius?: number | null;
}

export interface MeasurementsData {
  readonly measurements?: readonly MeasurementDataSample[] | null;
  readonly day_avg_bmi?: number | null;
  /** Kilocalories. */
  readonly day_avg_bmr?: number | null;
  /** Kilocalories. */
  readonly day_avg_rmr?: number | null;
  /** Years. */
  readonly day_avg_estimated_fitness_age?: number | null;
  readonly day_avg_skin_fold_mm?: number | null;
  readonly day_avg_bodyfat_percentage?: number | null;
  readonly day_avg_weight_kg?: number | null;
  readonly day_avg_height_cm?: number | null;
  readonly day_avg_bone_mass_g?: number | null;
  readonly day_avg_muscle_mass_g?: number | null;
  readonly day_avg_lean_mass_g?: number | null;
  readonly day_avg_water_percentage?: number | null;
  readonly day_avg_insulin_units?: number | null;
  readonly day_avg_visceral_fat_level?: number | null;
}

/** One weighing or measuring; masses differ in unit, as the names say. */
export interface MeasurementDataSample {
  readonly measurement_time?: string | null;
  readonly BMI?: number | null;
  /** Kilocalories. */
  readonly BMR?: number | null;
  /** Kilocalories. */
  readonly RMR?: number | null;
  /** Years; text in the v5 document. */
  readonly estimated_fitness_age?: number | string | null;
  readonly skin_fold_mm?: number | null;
  readonly bodyfat_percentage?: number | null;
  readonly weight_kg?: number | null;
  readonly height_cm?: number | null;
  readonly bone_mass_g?: number | null;
  readonly muscle_mass_g?: number | null;
  readonly lean_mass_g?: number | null;
  readonly water_percentage?: number | null;
  /** Insulin given. */
  readonly insulin_units?: number | null;
  readonly insulin_type?: string | null;
  readonly urine_color?: string | null;
  readonly user_notes?: string | null;
  readonly visceral_fat_level?: number | null;
  readonly visceral_fat_category?: string | null;
}
