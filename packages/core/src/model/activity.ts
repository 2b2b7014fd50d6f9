import type { ActivityType } from "./activity-type.ts";
import type { Contributors } from "./contributors.ts";
import type { DeviceData } from "./device.ts";
import type { LapTriggerMethod, TimestampLocalization, UploadType } from "./enums.ts";
import type { HeartRateData } from "./heart-rate.ts";
import type {
  ActiveDurationsData,
  CaloriesData,
  DistanceData,
  MetData,
  OxygenData,
  StrainData,
} from "./measures.ts";
import type { MusetteData } from "./musette-data.ts";
import type {
  CadenceSample,
  LatLng,
  PositionSample,
  PowerSample,
  SpeedSample,
  TorqueSample,
  TssSample,
} from "./samples.ts";

/**
 * One workout. Every block may be absent or null; only `metadata` is required.
 *
 * @see https://docs.tryterra.co (schema `Activity`, version 2022-03-16; fields of both published documents)
 */
export interface Activity {
  readonly metadata: ActivityMetadata;
  readonly active_durations_data?: ActiveDurationsData | null;
  readonly calories_data?: CaloriesData | null;
  readonly cheat_detection?: number | null;
  readonly data_enrichment?: ActivityDataEnrichment | null;
  readonly device_data?: DeviceData | null;
  readonly distance_data?: DistanceData | null;
  readonly energy_data?: EnergyData | null;
  readonly heart_rate_data?: HeartRateData | null;
  readonly lap_data?: LapData | null;
  readonly MET_data?: MetData | null;
  readonly movement_data?: MovementData | null;
  readonly oxygen_data?: OxygenData | null;
  readonly polyline_map_data?: PolylineMapData | null;
  readonly position_data?: PositionData | null;
  readonly power_data?: PowerData | null;
  readonly strain_data?: StrainData | null;
  readonly TSS_data?: TssData | null;
  readonly work_data?: WorkData | null;
  /** What Terra has no field for. Musette's only extension. */
  readonly musette_data?: MusetteData | null;
}

/** Identity and description of a workout. */
export interface ActivityMetadata {
  /** Unique for this user only. */
  readonly summary_id: string;
  /** 0 is a valid type (In Vehicle): never test it for truthiness. */
  readonly type: ActivityType;
  readonly name?: string | null;
  /** ISO 8601 with six decimals; without an offset it is local time. */
  readonly start_time: string;
  readonly end_time: string;
  readonly city?: string | null;
  readonly country?: string | null;
  readonly state?: string | null;
  readonly timestamp_localization?: TimestampLocalization | null;
  readonly upload_type: UploadType;
}

export interface LapData {
  readonly laps?: readonly LapSample[] | null;
}

/** One lap, or one interval that the device or person marked. */
export interface LapSample {
  readonly start_time?: string | null;
  readonly end_time?: string | null;
  readonly active_duration_seconds?: number | null;
  /** What ended the lap; null where the provider does not report it. */
  readonly trigger_method?: LapTriggerMethod | null;
  readonly distance_meters?: number | null;
  readonly avg_speed_meters_per_second?: number | null;
  readonly avg_hr_bpm?: number | null;
  readonly avg_watts?: number | null;
  /** Kilocalories. */
  readonly calories?: number | null;
  /** Swimming only. */
  readonly total_strokes?: number | null;
  /** Swimming only: freestyle, backstroke, breaststroke, butterfly, other. */
  readonly stroke_type?: string | null;
}

/** Paces are minutes per kilometer; `velocity` is kept apart from `speed` as some providers report both. */
export interface MovementData {
  readonly adjusted_max_speed_meters_per_second?: number | null;
  readonly avg_cadence_rpm?: number | null;
  readonly avg_pace_minutes_per_kilometer?: number | null;
  readonly avg_speed_meters_per_second?: number | null;
  readonly avg_torque_newton_meters?: number | null;
  readonly avg_velocity_meters_per_second?: number | null;
  readonly cadence_samples?: readonly CadenceSample[] | null;
  readonly max_cadence_rpm?: number | null;
  readonly max_pace_minutes_per_kilometer?: number | null;
  readonly max_speed_meters_per_second?: number | null;
  readonly max_torque_newton_meters?: number | null;
  readonly max_velocity_meters_per_second?: number | null;
  readonly normalized_speed_meters_per_second?: number | null;
  readonly speed_samples?: readonly SpeedSample[] | null;
  readonly torque_samples?: readonly TorqueSample[] | null;
}

/** The route in Google's encoded polyline format. */
export interface PolylineMapData {
  readonly summary_polyline?: string | null;
}

export interface PositionData {
  readonly center_pos_lat_lng_deg?: LatLng | null;
  readonly end_pos_lat_lng_deg?: LatLng | null;
  readonly position_samples?: readonly PositionSample[] | null;
  readonly start_pos_lat_lng_deg?: LatLng | null;
}

export interface PowerData {
  readonly avg_watts?: number | null;
  readonly max_watts?: number | null;
  readonly power_samples?: readonly PowerSample[] | null;
}

export interface EnergyData {
  readonly energy_kilojoules?: number | null;
  readonly energy_planned_kilojoules?: number | null;
}

/** Work output; `energy_data` is what the person expended. */
export interface WorkData {
  readonly work_kilojoules?: number | null;
}

/** Training stress. */
export interface TssData {
  readonly TSS_samples?: readonly TssSample[] | null;
}

/** Scores computed by Terra; a later copy of an activity may carry null where an earlier one had a value. */
export interface ActivityDataEnrichment {
  readonly efficiency_score?: number | null;
  readonly efficiency_contributors?: Contributors | null;
  readonly strain_score?: number | null;
  readonly strain_contributors?: Contributors | null;
  readonly rcrs_score?: number | null;
  readonly rcrs_contributors?: Contributors | null;
  readonly trimp_score?: number | null;
  readonly trimp_contributors?: Contributors | null;
  /** v5 document only. */
  readonly stress_score?: number | null;
}
