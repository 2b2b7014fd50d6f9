import type { Contributors, ScoreContributor } from "./contributors.ts";
import type { DeviceData } from "./device.ts";
import type { StressLevel, TimestampLocalization, UploadType } from "./enums.ts";
import type { HeartRateData } from "./heart-rate.ts";
import type {
  ActiveDurationsData,
  CaloriesData,
  DistanceDataDetailed,
  ElevationData,
  MetData,
  OxygenData,
  StrainData,
  SwimmingData,
} from "./measures.ts";
import type { Sample } from "./samples.ts";

/** Summary of one day. */
export interface Daily {
  readonly metadata: DailyMetadata;
  readonly active_durations_data?: ActiveDurationsData | null;
  readonly calories_data?: CaloriesData | null;
  readonly data_enrichment?: DailyDataEnrichment | null;
  readonly device_data?: DeviceData | null;
  readonly distance_data?: DailyDistanceData | null;
  readonly heart_rate_data?: HeartRateData | null;
  readonly MET_data?: MetData | null;
  readonly oxygen_data?: OxygenData | null;
  readonly scores?: ScoresData | null;
  readonly strain_data?: StrainData | null;
  readonly stress_data?: StressData | null;
  readonly tag_data?: TagData | null;
}

export interface DailyMetadata {
  /** ISO 8601; its first ten characters name the day. */
  readonly start_time: string;
  readonly end_time: string;
  readonly timestamp_localization?: TimestampLocalization | null;
  /** Manual as soon as one value of the day was edited. */
  readonly upload_type: UploadType;
}

/** Flat, unlike the block of an activity. */
export interface DailyDistanceData {
  readonly detailed?: DistanceDataDetailed | null;
  readonly distance_meters?: number | null;
  readonly elevation?: ElevationData | null;
  readonly floors_climbed?: number | null;
  readonly steps?: number | null;
  readonly swimming?: SwimmingData | null;
}

export interface ScoresData {
  /** 0 to 100. */
  readonly activity?: number | null;
  /** 0 to 100. */
  readonly recovery?: number | null;
  /** 0 to 100. */
  readonly sleep?: number | null;
  /** Years. */
  readonly biological_age?: number | null;
}

/** Stress levels are on the scale of the provider. */
export interface StressData {
  readonly avg_stress_level?: number | null;
  readonly activity_stress_duration_seconds?: number | null;
  readonly low_stress_duration_seconds?: number | null;
  readonly max_stress_level?: number | null;
  readonly medium_stress_duration_seconds?: number | null;
  readonly samples?: readonly StressSample[] | null;
  readonly rest_stress_duration_seconds?: number | null;
  readonly high_stress_duration_seconds?: number | null;
  readonly stress_duration_seconds?: number | null;
  readonly stress_rating?: StressLevel | null;
  readonly body_battery_samples?: readonly BodyBatterySample[] | null;
}

export interface StressSample extends Sample {
  readonly level?: number | null;
}

/** Garmin's Body Battery. */
export interface BodyBatterySample extends Sample {
  readonly level?: number | null;
}

export interface TagData {
  readonly tags?: readonly TagEntry[] | null;
}

/** Something the person or the provider marked. */
export interface TagEntry {
  readonly timestamp: string;
  readonly tag_name: string;
  readonly notes: string;
}

/** Scores computed by Terra; fields of both published documents. */
export interface DailyDataEnrichment {
  readonly start_time?: string | null;
  readonly total_stress_score?: number | null;
  readonly stress_contributors?: Contributors | readonly ScoreContributor[] | null;
  readonly respiratory_score?: number | null;
  readonly respiratory_contributors?: Contributors | readonly ScoreContributor[] | null;
  readonly immune_index?: number | null;
  readonly immune_contributors?: Contributors | readonly ScoreContributor[] | null;
  readonly resilience_score?: number | null;
  readonly resilience_contributors?: Contributors | null;
  readonly strain_index?: number | null;
  /** GREEN, AMBER, RED. */
  readonly strain_traffic_light?: string | null;
  readonly strain_contributors?: Contributors | null;
  readonly total_stress_score_v2?: number | null;
  readonly total_stress_score_v2_contributors?: Contributors | null;
  readonly cardiovascular_contributors?: readonly ScoreContributor[] | null;
  readonly cardiovascular_score?: number | null;
  readonly readiness_contributors?: readonly ScoreContributor[] | null;
  readonly readiness_score?: number | null;
}
