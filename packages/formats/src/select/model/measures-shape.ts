import type {
  ActiveDurationsData,
  CaloriesData,
  DeviceData,
  DistanceDataDetailed,
  ElevationData,
  HeartRateData,
  MetData,
  OxygenData,
  StrainData,
  SwimmingData,
} from "@musette/core";
import { fields } from "./fields.ts";
import { samples } from "./samples.ts";
import type { Shape } from "./shape.ts";

/** The blocks that several types of items have. */
export const measures = {
  activeDurations: {
    // A level holds until the next sample.
    activity_levels_samples: samples("reading", "activity_level level", "timer_duration_seconds"),
    ...fields("activity_seconds inactivity_seconds low_intensity_seconds moderate_intensity_seconds"),
    ...fields("num_continuous_inactive_periods rest_seconds vigorous_intensity_seconds"),
    ...fields("standing_hours_count standing_seconds"),
  },
  calories: {
    ...fields("BMR_calories net_activity_calories net_intake_calories total_burned_calories"),
    // Terra does not say whether they are; where they are not, the last one does no harm.
    calorie_samples: samples("cumulative", "calories", "timer_duration_seconds"),
  },
  device: {
    ...fields("name manufacturer activation_timestamp data_provided hardware_version last_upload_date"),
    ...fields("serial_number software_version sensor_state"),
    other_devices: [
      {
        ...fields("name manufacturer hardware_version serial_number software_version data_provided"),
        ...fields("last_upload_date activation_timestamp"),
      },
    ],
  },
  distanceDetailed: {
    distance_samples: samples("cumulative", "distance_meters", "timer_duration_seconds"),
    elevation_samples: samples("signal", "elev_meters", "timer_duration_seconds"),
    floors_climbed_samples: samples("cumulative", "floors_climbed", "timer_duration_seconds"),
    step_samples: samples("cumulative", "steps", "timer_duration_seconds"),
  },
  elevation: fields(
    "avg_meters gain_actual_meters gain_planned_meters loss_actual_meters max_meters min_meters",
  ),
  heartRate: {
    summary: {
      ...fields("avg_hr_bpm avg_hrv_rmssd avg_hrv_sdnn max_hr_bpm min_hr_bpm resting_hr_bpm"),
      ...fields("user_max_hr_bpm"),
      hr_zone_data: [fields("zone start_percentage end_percentage name duration_seconds")],
    },
    detailed: {
      hr_samples: samples("signal", "bpm", "timer_duration_seconds context"),
      hrv_samples_rmssd: samples("signal", "hrv_rmssd"),
      hrv_samples_sdnn: samples("signal", "hrv_sdnn"),
    },
  },
  met: {
    MET_samples: samples("signal", "level"),
    ...fields("avg_level num_high_intensity_minutes num_inactive_minutes num_low_intensity_minutes"),
    ...fields("num_moderate_intensity_minutes"),
  },
  oxygen: {
    ...fields("avg_saturation_percentage vo2max_ml_per_min_per_kg day_avg_vo2max_ml_per_min_per_kg"),
    saturation_samples: samples("signal", "percentage", "type"),
    vo2_samples: samples("signal", "vo2max_ml_per_min_per_kg"),
  },
  strain: fields("strain_level"),
  swimming: fields("num_laps num_strokes pool_length_meters"),
} satisfies {
  readonly activeDurations: Shape<ActiveDurationsData>;
  readonly calories: Shape<CaloriesData>;
  readonly device: Shape<DeviceData>;
  readonly distanceDetailed: Shape<DistanceDataDetailed>;
  readonly elevation: Shape<ElevationData>;
  readonly heartRate: Shape<HeartRateData>;
  readonly met: Shape<MetData>;
  readonly oxygen: Shape<OxygenData>;
  readonly strain: Shape<StrainData>;
  readonly swimming: Shape<SwimmingData>;
};
