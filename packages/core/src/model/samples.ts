import type { ActivityLevel, HeartRateContext, OxygenSaturationType } from "./enums.ts";

/** A value at an instant. */
export interface Sample {
  /** ISO 8601 with six decimals: `2022-10-28T10:00:00.000000+01:00`. Without an offset, local time. */
  readonly timestamp?: string | null;
}

export interface TimedSample extends Sample {
  /** Seconds since the start, pauses left out. */
  readonly timer_duration_seconds?: number | null;
}

/** Latitude and longitude in degrees, each of which may be null. */
export type LatLng = readonly (number | null)[];

export interface HeartRateSample extends TimedSample {
  readonly bpm?: number | null;
  readonly context?: HeartRateContext | null;
}

/** The specification states no unit. */
export interface HrvRmssdSample extends Sample {
  readonly hrv_rmssd?: number | null;
}

/** The specification states no unit. */
export interface HrvSdnnSample extends Sample {
  readonly hrv_sdnn?: number | null;
}

export interface PowerSample extends TimedSample {
  readonly watts?: number | null;
}

/** Pedal, crank or step revolutions. */
export interface CadenceSample extends TimedSample {
  readonly cadence_rpm?: number | null;
}

export interface SpeedSample extends TimedSample {
  readonly speed_meters_per_second?: number | null;
}

export interface TorqueSample extends TimedSample {
  readonly torque_newton_meters?: number | null;
}

/** Cumulative: what was covered from the start of the item up to the timestamp. */
export interface DistanceSample extends TimedSample {
  readonly distance_meters?: number | null;
}

/** Cumulative since the start of the item. */
export interface StepSample extends TimedSample {
  readonly steps?: number | null;
}

/** Cumulative since the start of the item. */
export interface FloorsClimbedSample extends TimedSample {
  readonly floors_climbed?: number | null;
}

/** Altitude, not gain. */
export interface ElevationSample extends TimedSample {
  /** Meters above sea level. */
  readonly elev_meters?: number | null;
}

export interface PositionSample extends TimedSample {
  readonly coords_lat_lng_deg?: LatLng | null;
}

/** The specification does not say whether these are cumulative; the source decides. */
export interface CalorieSample extends TimedSample {
  /** Kilocalories. */
  readonly calories?: number | null;
}

/** Both spellings of the level: `activity_level` (2026 document) and `level` (v5 document). */
export interface ActivityLevelSample extends TimedSample {
  readonly activity_level?: ActivityLevel | null;
  readonly level?: ActivityLevel | null;
}

export interface MetSample extends Sample {
  /** METs. */
  readonly level?: number | null;
}

/** SpO2 or SmO2, as `type` says. */
export interface OxygenSaturationSample extends Sample {
  readonly type?: OxygenSaturationType | null;
  readonly percentage?: number | null;
}

export interface Vo2MaxSample extends Sample {
  readonly vo2max_ml_per_min_per_kg?: number | null;
}

/** Training stress score. The specification gives these no timestamp. */
export interface TssSample {
  readonly planned?: number | null;
  readonly actual?: number | null;
  readonly method?: string | null;
  readonly intensity_factor_planned?: number | null;
  readonly intensity_factor_actual?: number | null;
  readonly normalized_power_watts?: number | null;
}
