import type { Contributors, ScoreContributor } from "./contributors.ts";
import type { DeviceData } from "./device.ts";
import type { SleepLevel, SleepUploadType, TimestampLocalization } from "./enums.ts";
import type { HeartRateData } from "./heart-rate.ts";
import type { RespirationData } from "./respiration.ts";
import type { Sample } from "./samples.ts";

/** One sleep session, naps included. */
export interface Sleep {
  readonly metadata: SleepMetadata;
  readonly data_enrichment?: SleepDataEnrichment | null;
  readonly device_data?: DeviceData | null;
  readonly heart_rate_data?: HeartRateData | null;
  readonly readiness_data?: ReadinessData | null;
  readonly respiration_data?: RespirationData | null;
  readonly scores?: SleepScores | null;
  readonly sleep_durations_data?: SleepDurationsData | null;
  readonly temperature_data?: SleepTemperatureData | null;
}

export interface SleepMetadata {
  /** Unique for this user only. */
  readonly summary_id?: string | null;
  /** ISO 8601 with six decimals; without an offset it is local time. */
  readonly start_time: string;
  readonly end_time: string;
  readonly is_nap?: boolean | null;
  readonly timestamp_localization?: TimestampLocalization | null;
  readonly upload_type: SleepUploadType;
}

export interface ReadinessData {
  /** 0 to 100. */
  readonly readiness?: number | null;
  /** 0 Unknown to 6 Very good in the v5 document. */
  readonly recovery_level?: number | null;
}

export interface SleepScores {
  readonly sleep?: number | null;
}

export interface SleepTemperatureData {
  /** Degrees from the person's own baseline; the specification states no scale. */
  readonly delta?: number | null;
}

export interface SleepDurationsData {
  readonly asleep?: AsleepDurations | null;
  readonly awake?: AwakeDurations | null;
  readonly hypnogram_samples?: readonly SleepHypnogramSample[] | null;
  readonly other?: OtherSleepDurations | null;
  /** 0 to 100: time asleep of time in bed. */
  readonly sleep_efficiency?: number | null;
}

export interface AsleepDurations {
  readonly duration_asleep_state_seconds?: number | null;
  readonly duration_deep_sleep_state_seconds?: number | null;
  readonly duration_light_sleep_state_seconds?: number | null;
  readonly duration_REM_sleep_state_seconds?: number | null;
  readonly num_REM_events?: number | null;
}

export interface AwakeDurations {
  readonly duration_awake_state_seconds?: number | null;
  /** Interruptions of more than 90 seconds. */
  readonly duration_long_interruption_seconds?: number | null;
  /** Interruptions of less than 90 seconds. */
  readonly duration_short_interruption_seconds?: number | null;
  readonly num_out_of_bed_events?: number | null;
  readonly num_wakeup_events?: number | null;
  readonly sleep_latency_seconds?: number | null;
  readonly wake_up_latency_seconds?: number | null;
}

export interface OtherSleepDurations {
  readonly duration_in_bed_seconds?: number | null;
  readonly duration_unmeasurable_sleep_seconds?: number | null;
}

/** The stage from here to the next sample. */
export interface SleepHypnogramSample extends Sample {
  readonly level?: SleepLevel | null;
}

/** Scores computed by Terra; fields of both published documents. */
export interface SleepDataEnrichment {
  readonly sleep_score?: number | null;
  readonly sleep_contributors?: Contributors | readonly ScoreContributor[] | null;
  readonly readiness_score?: number | null;
  readonly readiness_contributors?: Contributors | null;
  readonly sleep_score_v2?: number | null;
  readonly sleep_score_v2_contributors?: Contributors | null;
  readonly respiratory_score_v2?: number | null;
  readonly respiratory_score_v2_contributors?: Contributors | null;
}
