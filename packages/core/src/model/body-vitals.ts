import type { AfibFlag, GlucoseFlag, KetoneSampleType, TrendArrow } from "./enums.ts";
import type { HeartRateData } from "./heart-rate.ts";
import type { Sample } from "./samples.ts";

export interface BloodPressureData {
  readonly blood_pressure_samples?: readonly BloodPressureSample[] | null;
  /** mmHg. */
  readonly day_avg_systolic_bp?: number | null;
  /** mmHg. */
  readonly day_avg_diastolic_bp?: number | null;
}

/** mmHg. */
export interface BloodPressureSample extends Sample {
  readonly diastolic_bp?: number | null;
  readonly systolic_bp?: number | null;
}

export interface HeartData {
  readonly afib_classification_samples?: readonly AfibClassificationSample[] | null;
  readonly ecg_signal?: readonly EcgReading[] | null;
  readonly heart_rate_data?: HeartRateData | null;
  readonly pulse_wave_velocity_samples?: readonly PulseVelocitySample[] | null;
  readonly rr_interval_samples?: readonly RrIntervalSample[] | null;
}

export interface AfibClassificationSample extends Sample {
  readonly afib_classification?: AfibFlag | null;
}

export interface EcgReading {
  readonly start_timestamp?: string | null;
  readonly avg_hr_bpm?: number | null;
  readonly afib_classification?: AfibFlag | null;
  readonly raw_signal?: readonly RawEcgSample[] | null;
}

export interface RawEcgSample extends Sample {
  /** Microvolts. */
  readonly potential_uV?: number | null;
}

export interface PulseVelocitySample extends Sample {
  readonly pulse_wave_velocity_meters_per_second?: number | null;
}

export interface RrIntervalSample extends Sample {
  readonly rr_interval_ms?: number | null;
  readonly hr_bpm?: number | null;
}

/** Blood glucose. */
export interface GlucoseData {
  readonly blood_glucose_samples?: readonly GlucoseDataSample[] | null;
  /** More frequent and less accurate. */
  readonly detailed_blood_glucose_samples?: readonly GlucoseDataSample[] | null;
  readonly day_avg_blood_glucose_mg_per_dL?: number | null;
  readonly day_avg_detailed_blood_glucose_mg_per_dL?: number | null;
  /** The same value as `day_avg_blood_glucose_mg_per_dL`, kept for old readers. */
  readonly day_avg_blood_glucose_mg_per_dl?: number | null;
  /** Glucose management indicator. */
  readonly gmi?: number | null;
  readonly time_in_range?: number | null;
  /** Number of readings in the day. */
  readonly sensor_usage?: number | null;
  readonly daily_patterns?: readonly DailyPatternSample[] | null;
}

export interface GlucoseDataSample extends Sample {
  readonly blood_glucose_mg_per_dL?: number | null;
  readonly glucose_level_flag?: GlucoseFlag | null;
  readonly trend_arrow?: TrendArrow | null;
}

/** Glucose percentiles at one hour of the day. */
export interface DailyPatternSample {
  /** Hour of the day, 0 to 23. */
  readonly time_from_midnight?: number | null;
  readonly percentile_5?: number | null;
  readonly percentile_25?: number | null;
  readonly percentile_50?: number | null;
  readonly percentile_75?: number | null;
  readonly percentile_95?: number | null;
}

export interface KetoneData {
  readonly ketone_samples?: readonly KetoneSample[] | null;
  readonly day_avg_ketone_mg_per_dL?: number | null;
}

export interface KetoneSample extends Sample {
  readonly ketone_mg_per_dL?: number | null;
  readonly sample_type?: KetoneSampleType | null;
}
