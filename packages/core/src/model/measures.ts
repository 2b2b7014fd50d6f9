import type {
  ActivityLevelSample,
  CalorieSample,
  DistanceSample,
  ElevationSample,
  FloorsClimbedSample,
  MetSample,
  OxygenSaturationSample,
  StepSample,
  Vo2MaxSample,
} from "./samples.ts";

export interface ActiveDurationsData {
  readonly activity_levels_samples?: readonly ActivityLevelSample[] | null;
  readonly activity_seconds?: number | null;
  readonly inactivity_seconds?: number | null;
  readonly low_intensity_seconds?: number | null;
  readonly moderate_intensity_seconds?: number | null;
  /** A whole number. */
  readonly num_continuous_inactive_periods?: number | null;
  readonly rest_seconds?: number | null;
  readonly vigorous_intensity_seconds?: number | null;
  readonly standing_hours_count?: number | null;
  readonly standing_seconds?: number | null;
}

export interface CaloriesData {
  /** Kilocalories at rest. */
  readonly BMR_calories?: number | null;
  readonly calorie_samples?: readonly CalorieSample[] | null;
  /** Kilocalories, rest excluded. */
  readonly net_activity_calories?: number | null;
  /** Kilocalories eaten and drunk. */
  readonly net_intake_calories?: number | null;
  /** Kilocalories, rest included. */
  readonly total_burned_calories?: number | null;
}

/** Metabolic equivalents of task. */
export interface MetData {
  readonly MET_samples?: readonly MetSample[] | null;
  readonly avg_level?: number | null;
  readonly num_high_intensity_minutes?: number | null;
  readonly num_inactive_minutes?: number | null;
  readonly num_low_intensity_minutes?: number | null;
  readonly num_moderate_intensity_minutes?: number | null;
}

export interface OxygenData {
  readonly avg_saturation_percentage?: number | null;
  readonly saturation_samples?: readonly OxygenSaturationSample[] | null;
  readonly vo2_samples?: readonly Vo2MaxSample[] | null;
  readonly vo2max_ml_per_min_per_kg?: number | null;
  readonly day_avg_vo2max_ml_per_min_per_kg?: number | null;
}

export interface StrainData {
  /** On the scale of the provider. */
  readonly strain_level?: number | null;
}

export interface DistanceData {
  readonly detailed?: DistanceDataDetailed | null;
  readonly summary?: DistanceDataSummary | null;
}

export interface DistanceDataSummary {
  readonly distance_meters?: number | null;
  readonly elevation?: ElevationData | null;
  readonly floors_climbed?: number | null;
  readonly steps?: number | null;
  readonly swimming?: SwimmingData | null;
}

/** Series; all but elevation are cumulative. */
export interface DistanceDataDetailed {
  readonly distance_samples?: readonly DistanceSample[] | null;
  readonly elevation_samples?: readonly ElevationSample[] | null;
  readonly floors_climbed_samples?: readonly FloorsClimbedSample[] | null;
  readonly step_samples?: readonly StepSample[] | null;
}

export interface ElevationData {
  readonly avg_meters?: number | null;
  readonly gain_actual_meters?: number | null;
  readonly gain_planned_meters?: number | null;
  readonly loss_actual_meters?: number | null;
  readonly max_meters?: number | null;
  readonly min_meters?: number | null;
}

/** Whole numbers. */
export interface SwimmingData {
  readonly num_laps?: number | null;
  readonly num_strokes?: number | null;
  readonly pool_length_meters?: number | null;
}
