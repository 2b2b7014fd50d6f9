import type { OxygenSaturationSample, Sample } from "./samples.ts";

export interface RespirationData {
  readonly breaths_data?: BreathsData | null;
  readonly oxygen_saturation_data?: OxygenSaturationData | null;
  readonly snoring_data?: SnoringData | null;
}

export interface BreathsData {
  readonly start_time?: string | null;
  readonly end_time?: string | null;
  readonly avg_breaths_per_min?: number | null;
  readonly max_breaths_per_min?: number | null;
  readonly min_breaths_per_min?: number | null;
  readonly on_demand_reading?: boolean | null;
  readonly samples?: readonly BreathSample[] | null;
}

export interface BreathSample extends Sample {
  readonly breaths_per_min?: number | null;
}

export interface OxygenSaturationData {
  readonly start_time?: string | null;
  readonly end_time?: string | null;
  readonly avg_saturation_percentage?: number | null;
  readonly samples?: readonly OxygenSaturationSample[] | null;
}

export interface SnoringData {
  readonly start_time?: string | null;
  readonly end_time?: string | null;
  readonly num_snoring_events?: number | null;
  readonly samples?: readonly SnoringSample[] | null;
  readonly total_snoring_duration_seconds?: number | null;
}

export interface SnoringSample extends Sample {
  readonly duration_seconds?: number | null;
}
