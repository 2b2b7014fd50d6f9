import type { HeartRateSample, HrvRmssdSample, HrvSdnnSample } from "./samples.ts";

export interface HeartRateData {
  readonly detailed?: HeartRateDataDetailed | null;
  readonly summary?: HeartRateDataSummary | null;
}

export interface HeartRateDataSummary {
  readonly avg_hr_bpm?: number | null;
  readonly avg_hrv_rmssd?: number | null;
  readonly avg_hrv_sdnn?: number | null;
  readonly hr_zone_data?: readonly HeartRateZoneData[] | null;
  readonly max_hr_bpm?: number | null;
  readonly min_hr_bpm?: number | null;
  readonly resting_hr_bpm?: number | null;
  readonly user_max_hr_bpm?: number | null;
}

export interface HeartRateDataDetailed {
  readonly hr_samples?: readonly HeartRateSample[] | null;
  readonly hrv_samples_rmssd?: readonly HrvRmssdSample[] | null;
  readonly hrv_samples_sdnn?: readonly HrvSdnnSample[] | null;
}

/** Time spent in one zone; percentages are of the maximum heart rate. */
export interface HeartRateZoneData {
  /** Counts from 0. The v5 document adds 6 for "other". */
  readonly zone?: number | null;
  readonly start_percentage?: number | null;
  readonly end_percentage?: number | null;
  readonly name?: string | null;
  readonly duration_seconds?: number | null;
}
