import type { Activity, ActivityMetadata } from "@musette/core";

/** What every mapper knows of a workout. */
type RequiredMetadata = Pick<
  ActivityMetadata,
  "start_time" | "end_time" | "summary_id" | "type" | "upload_type"
>;

/**
 * An activity of which nothing is known but what Terra requires: every block is there, unknown
 * scalars are null and sample lists are empty, as in Terra's own payloads. Mappers spread its
 * blocks and state what they know:
 *
 * ```ts
 * const empty = emptyActivity({ start_time, end_time, summary_id, type, upload_type });
 * return { ...empty, power_data: { ...empty.power_data, avg_watts: 185 } };
 * ```
 */
export function emptyActivity(metadata: RequiredMetadata) {
  return {
    active_durations_data: emptyActiveDurations(),
    calories_data: {
      BMR_calories: null,
      calorie_samples: [],
      net_activity_calories: null,
      net_intake_calories: null,
      total_burned_calories: null,
    },
    cheat_detection: null,
    data_enrichment: emptyEnrichment(),
    device_data: emptyDevice(),
    distance_data: emptyDistance(),
    energy_data: { energy_kilojoules: null, energy_planned_kilojoules: null },
    heart_rate_data: emptyHeartRate(),
    lap_data: { laps: [] },
    MET_data: emptyMet(),
    metadata: {
      city: null,
      country: null,
      name: null,
      state: null,
      timestamp_localization: null,
      ...metadata,
    },
    movement_data: emptyMovement(),
    oxygen_data: {
      avg_saturation_percentage: null,
      saturation_samples: [],
      vo2_samples: [],
      vo2max_ml_per_min_per_kg: null,
      day_avg_vo2max_ml_per_min_per_kg: null,
    },
    polyline_map_data: { summary_polyline: null },
    position_data: {
      center_pos_lat_lng_deg: null,
      end_pos_lat_lng_deg: null,
      position_samples: [],
      start_pos_lat_lng_deg: null,
    },
    power_data: { avg_watts: null, max_watts: null, power_samples: [] },
    strain_data: { strain_level: null },
    TSS_data: { TSS_samples: [] },
    work_data: { work_kilojoules: null },
    musette_data: null,
  } satisfies Activity;
}

const emptyActiveDurations = () => ({
  activity_levels_samples: [],
  activity_seconds: null,
  inactivity_seconds: null,
  low_intensity_seconds: null,
  moderate_intensity_seconds: null,
  num_continuous_inactive_periods: null,
  rest_seconds: null,
  vigorous_intensity_seconds: null,
  standing_hours_count: null,
  standing_seconds: null,
});

const emptyEnrichment = () => ({
  efficiency_score: null,
  efficiency_contributors: null,
  strain_score: null,
  strain_contributors: null,
  rcrs_score: null,
  rcrs_contributors: null,
  trimp_score: null,
  trimp_contributors: null,
  stress_score: null,
});

const emptyDevice = () => ({
  activation_timestamp: null,
  data_provided: [],
  hardware_version: null,
  last_upload_date: null,
  manufacturer: null,
  name: null,
  other_devices: [],
  serial_number: null,
  software_version: null,
  sensor_state: null,
});

const emptyDistance = () => ({
  summary: {
    distance_meters: null,
    elevation: {
      avg_meters: null,
      gain_actual_meters: null,
      gain_planned_meters: null,
      loss_actual_meters: null,
      max_meters: null,
      min_meters: null,
    },
    floors_climbed: null,
    steps: null,
    swimming: { num_laps: null, num_strokes: null, pool_length_meters: null },
  },
  detailed: { distance_samples: [], elevation_samples: [], floors_climbed_samples: [], step_samples: [] },
});

const emptyHeartRate = () => ({
  detailed: { hr_samples: [], hrv_samples_rmssd: [], hrv_samples_sdnn: [] },
  summary: {
    avg_hr_bpm: null,
    avg_hrv_rmssd: null,
    avg_hrv_sdnn: null,
    hr_zone_data: [],
    max_hr_bpm: null,
    min_hr_bpm: null,
    resting_hr_bpm: null,
    user_max_hr_bpm: null,
  },
});

const emptyMet = () => ({
  MET_samples: [],
  avg_level: null,
  num_high_intensity_minutes: null,
  num_inactive_minutes: null,
  num_low_intensity_minutes: null,
  num_moderate_intensity_minutes: null,
});

const emptyMovement = () => ({
  adjusted_max_speed_meters_per_second: null,
  avg_cadence_rpm: null,
  avg_pace_minutes_per_kilometer: null,
  avg_speed_meters_per_second: null,
  avg_torque_newton_meters: null,
  avg_velocity_meters_per_second: null,
  cadence_samples: [],
  max_cadence_rpm: null,
  max_pace_minutes_per_kilometer: null,
  max_speed_meters_per_second: null,
  max_torque_newton_meters: null,
  max_velocity_meters_per_second: null,
  normalized_speed_meters_per_second: null,
  speed_samples: [],
  torque_samples: [],
});
