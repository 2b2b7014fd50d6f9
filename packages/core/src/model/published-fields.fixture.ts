/**
 * The fields of every schema that an item is made of, copied from both published documents (2026-07
 * and v5) by a program, so that a field left out or misspelled by hand does not pass the compiler.
 * Ours are renamed where Terra's own spelling has runs of capitals (`METData` is `MetData`).
 *
 * @see https://github.com/tryterra/openapi
 */
export interface PublishedFields {
  ActiveDurationsData:
    | Words<"activity_levels_samples activity_seconds inactivity_seconds low_intensity_seconds">
    | Words<"moderate_intensity_seconds num_continuous_inactive_periods rest_seconds standing_hours_count">
    | Words<"standing_seconds vigorous_intensity_seconds">;
  Activity:
    | Words<"active_durations_data calories_data cheat_detection data_enrichment device_data distance_data">
    | Words<"energy_data heart_rate_data lap_data MET_data metadata movement_data oxygen_data">
    | Words<"polyline_map_data position_data power_data strain_data TSS_data work_data">;
  ActivityDataEnrichment:
    | Words<"efficiency_contributors efficiency_score rcrs_contributors rcrs_score strain_contributors">
    | Words<"strain_score stress_score trimp_contributors trimp_score">;
  ActivityLevelSample: Words<"activity_level level timer_duration_seconds timestamp">;
  ActivityMetadata: Words<"city country end_time name start_time state summary_id timestamp_localization type upload_type">;
  AfibClassificationSample: Words<"afib_classification timestamp">;
  AsleepDurations:
    | Words<"duration_asleep_state_seconds duration_deep_sleep_state_seconds">
    | Words<"duration_light_sleep_state_seconds duration_REM_sleep_state_seconds num_REM_events">;
  Athlete:
    | Words<"account_creation_date age bio city country date_of_birth devices email first_name gender">
    | Words<"joined_provider last_name provider_user_id sex state">;
  AwakeDurations:
    | Words<"duration_awake_state_seconds duration_long_interruption_seconds">
    | Words<"duration_short_interruption_seconds num_out_of_bed_events num_wakeup_events">
    | Words<"sleep_latency_seconds wake_up_latency_seconds">;
  BloodPressureData: Words<"blood_pressure_samples day_avg_diastolic_bp day_avg_systolic_bp">;
  BloodPressureSample: Words<"diastolic_bp systolic_bp timestamp">;
  Body:
    | Words<"blood_pressure_data device_data glucose_data heart_data hydration_data ketone_data">
    | Words<"measurements_data metadata oxygen_data temperature_data">;
  BodyBatterySample: Words<"level timestamp">;
  BreathSample: Words<"breaths_per_min timestamp">;
  BreathsData:
    | Words<"avg_breaths_per_min end_time max_breaths_per_min min_breaths_per_min on_demand_reading samples">
    | Words<"start_time">;
  CadenceSample: Words<"cadence_rpm timer_duration_seconds timestamp">;
  CalorieSample: Words<"calories timer_duration_seconds timestamp">;
  CaloriesData: Words<"BMR_calories calorie_samples net_activity_calories net_intake_calories total_burned_calories">;
  Daily:
    | Words<"active_durations_data calories_data data_enrichment device_data distance_data heart_rate_data">
    | Words<"MET_data metadata oxygen_data scores strain_data stress_data tag_data">;
  DailyDataEnrichment:
    | Words<"cardiovascular_contributors cardiovascular_score immune_contributors immune_index">
    | Words<"readiness_contributors readiness_score resilience_contributors resilience_score">
    | Words<"respiratory_contributors respiratory_score start_time strain_contributors strain_index">
    | Words<"strain_traffic_light stress_contributors total_stress_score total_stress_score_v2">
    | Words<"total_stress_score_v2_contributors">;
  DailyDistanceData: Words<"detailed distance_meters elevation floors_climbed steps swimming">;
  DailyMetadata: Words<"end_time start_time timestamp_localization upload_type">;
  DailyPatternSample: Words<"percentile_25 percentile_5 percentile_50 percentile_75 percentile_95 time_from_midnight">;
  DayMetadata: Words<"end_time start_time timestamp_localization">;
  DeviceData:
    | Words<"activation_timestamp data_provided hardware_version last_upload_date manufacturer name">
    | Words<"other_devices sensor_state serial_number software_version">;
  DistanceData: Words<"detailed summary">;
  DistanceDataDetailed: Words<"distance_samples elevation_samples floors_climbed_samples step_samples">;
  DistanceDataSummary: Words<"distance_meters elevation floors_climbed steps swimming">;
  DistanceSample: Words<"distance_meters timer_duration_seconds timestamp">;
  DrinkSample: Words<"drink_name drink_unit drink_volume timestamp">;
  EcgReading: Words<"afib_classification avg_hr_bpm raw_signal start_timestamp">;
  ElevationData: Words<"avg_meters gain_actual_meters gain_planned_meters loss_actual_meters max_meters min_meters">;
  ElevationSample: Words<"elev_meters timer_duration_seconds timestamp">;
  EnergyData: Words<"energy_kilojoules energy_planned_kilojoules">;
  FloorsClimbedSample: Words<"floors_climbed timer_duration_seconds timestamp">;
  GlucoseData:
    | Words<"blood_glucose_samples daily_patterns day_avg_blood_glucose_mg_per_dL">
    | Words<"day_avg_blood_glucose_mg_per_dl day_avg_detailed_blood_glucose_mg_per_dL">
    | Words<"detailed_blood_glucose_samples gmi sensor_usage time_in_range">;
  GlucoseDataSample: Words<"blood_glucose_mg_per_dL glucose_level_flag timestamp trend_arrow">;
  HeartData:
    | Words<"afib_classification_samples ecg_signal heart_rate_data pulse_wave_velocity_samples">
    | Words<"rr_interval_samples">;
  HeartRateData: Words<"detailed summary">;
  HeartRateDataDetailed: Words<"hr_samples hrv_samples_rmssd hrv_samples_sdnn">;
  HeartRateDataSummary:
    | Words<"avg_hr_bpm avg_hrv_rmssd avg_hrv_sdnn hr_zone_data max_hr_bpm min_hr_bpm resting_hr_bpm">
    | Words<"user_max_hr_bpm">;
  HeartRateSample: Words<"bpm context timer_duration_seconds timestamp">;
  HeartRateZoneData: Words<"duration_seconds end_percentage name start_percentage zone">;
  HrvRmssdSample: Words<"hrv_rmssd timestamp">;
  HrvSdnnSample: Words<"hrv_sdnn timestamp">;
  HydrationData: Words<"day_avg_hydration_kg day_total_water_consumption_ml hydration_amount_samples">;
  HydrationMeasurementSample: Words<"hydration_kg timestamp">;
  KetoneData: Words<"day_avg_ketone_mg_per_dL ketone_samples">;
  KetoneSample: Words<"ketone_mg_per_dL sample_type timestamp">;
  LapData: Words<"laps">;
  LapSample:
    | Words<"active_duration_seconds avg_hr_bpm avg_speed_meters_per_second avg_watts calories">
    | Words<"distance_meters end_time start_time stroke_type total_strokes trigger_method">;
  Meal: Words<"id macros micros name quantity timestamp type">;
  MeasurementDataSample:
    | Words<"BMI BMR bodyfat_percentage bone_mass_g estimated_fitness_age height_cm insulin_type">
    | Words<"insulin_units lean_mass_g measurement_time muscle_mass_g RMR skin_fold_mm urine_color user_notes">
    | Words<"visceral_fat_category visceral_fat_level water_percentage weight_kg">;
  MeasurementsData:
    | Words<"day_avg_bmi day_avg_bmr day_avg_bodyfat_percentage day_avg_bone_mass_g">
    | Words<"day_avg_estimated_fitness_age day_avg_height_cm day_avg_insulin_units day_avg_lean_mass_g">
    | Words<"day_avg_muscle_mass_g day_avg_rmr day_avg_skin_fold_mm day_avg_visceral_fat_level">
    | Words<"day_avg_water_percentage day_avg_weight_kg measurements">;
  Menstruation: Words<"menstruation_data metadata">;
  MenstruationData:
    | Words<"current_phase cycle_length_days day_in_cycle days_until_next_phase fertility_window_end">
    | Words<"fertility_window_start intervals is_predicted_cycle last_updated_time">
    | Words<"length_of_current_phase_days menstruation_flow ovulation_day period_length_days">
    | Words<"period_start_date predicted_cycle_length_days">;
  MenstruationFlowSample: Words<"flow timestamp">;
  MenstruationIntervalSample: Words<"end_timestamp phase start_timestamp">;
  MetData:
    | Words<"avg_level MET_samples num_high_intensity_minutes num_inactive_minutes num_low_intensity_minutes">
    | Words<"num_moderate_intensity_minutes">;
  MetSample: Words<"level timestamp">;
  MovementData:
    | Words<"adjusted_max_speed_meters_per_second avg_cadence_rpm avg_pace_minutes_per_kilometer">
    | Words<"avg_speed_meters_per_second avg_torque_newton_meters avg_velocity_meters_per_second">
    | Words<"cadence_samples max_cadence_rpm max_pace_minutes_per_kilometer max_speed_meters_per_second">
    | Words<"max_torque_newton_meters max_velocity_meters_per_second normalized_speed_meters_per_second">
    | Words<"speed_samples torque_samples">;
  Nutrition: Words<"drink_samples meals metadata summary">;
  NutritionMacros:
    | Words<"alcohol_g calories carbohydrates_g cholesterol_mg fat_g fiber_g net_carbohydrates_g protein_g">
    | Words<"saturated_fat_g sodium_mg sugar_g trans_fat_g">;
  NutritionMicros:
    | Words<"biotin_mg caffeine_mg calcium_mg chloride_mg chromium_mg copper_mg cystine_g folate_mg">
    | Words<"folic_acid_mg histidine_g iodine_mg iron_mg isoleucine_g leucine_g lysine_g magnesium_mg">
    | Words<"manganese_mg methionine_g molybdenum_mg monounsaturated_fat_g niacin_mg omega3_g omega6_g">
    | Words<"pantothenic_acid_mg phenylalanine_g phosphorus_mg polyunsaturated_fat_g potassium_mg">
    | Words<"riboflavin_mg selenium_mg sodium_mg starch_g thiamin_mg threonine_g tryptophan_g tyrosine_g">
    | Words<"valine_g vitamin_A_mg vitamin_B12_mg vitamin_B6_mg vitamin_C_mg vitamin_D2_mg vitamin_D3_mg">
    | Words<"vitamin_D_mg vitamin_E_mg vitamin_K_mg zinc_mg">;
  NutritionQuantity: Words<"amount unit">;
  NutritionSummary: Words<"drink_ml macros micros water_ml">;
  OtherDeviceData:
    | Words<"activation_timestamp data_provided hardware_version last_upload_date manufacturer name">
    | Words<"serial_number software_version">;
  OtherSleepDurations: Words<"duration_in_bed_seconds duration_unmeasurable_sleep_seconds">;
  OxygenData:
    | Words<"avg_saturation_percentage day_avg_vo2max_ml_per_min_per_kg saturation_samples vo2_samples">
    | Words<"vo2max_ml_per_min_per_kg">;
  OxygenSaturationData: Words<"avg_saturation_percentage end_time samples start_time">;
  OxygenSaturationSample: Words<"percentage timestamp type">;
  PolylineMapData: Words<"summary_polyline">;
  PositionData: Words<"center_pos_lat_lng_deg end_pos_lat_lng_deg position_samples start_pos_lat_lng_deg">;
  PositionSample: Words<"coords_lat_lng_deg timer_duration_seconds timestamp">;
  PowerData: Words<"avg_watts max_watts power_samples">;
  PowerSample: Words<"timer_duration_seconds timestamp watts">;
  PulseVelocitySample: Words<"pulse_wave_velocity_meters_per_second timestamp">;
  RawEcgSample: Words<"potential_uV timestamp">;
  ReadinessData: Words<"readiness recovery_level">;
  RespirationData: Words<"breaths_data oxygen_saturation_data snoring_data">;
  RrIntervalSample: Words<"hr_bpm rr_interval_ms timestamp">;
  ScoresData: Words<"activity biological_age recovery sleep">;
  Sleep:
    | Words<"data_enrichment device_data heart_rate_data metadata readiness_data respiration_data scores">
    | Words<"sleep_durations_data temperature_data">;
  SleepDataEnrichment:
    | Words<"readiness_contributors readiness_score respiratory_score_v2 respiratory_score_v2_contributors">
    | Words<"sleep_contributors sleep_score sleep_score_v2 sleep_score_v2_contributors">;
  SleepDurationsData: Words<"asleep awake hypnogram_samples other sleep_efficiency">;
  SleepHypnogramSample: Words<"level timestamp">;
  SleepMetadata: Words<"end_time is_nap start_time summary_id timestamp_localization upload_type">;
  SleepScores: Words<"sleep">;
  SleepTemperatureData: Words<"delta">;
  SnoringData: Words<"end_time num_snoring_events samples start_time total_snoring_duration_seconds">;
  SnoringSample: Words<"duration_seconds timestamp">;
  SpeedSample: Words<"speed_meters_per_second timer_duration_seconds timestamp">;
  StepSample: Words<"steps timer_duration_seconds timestamp">;
  StrainData: Words<"strain_level">;
  StressData:
    | Words<"activity_stress_duration_seconds avg_stress_level body_battery_samples">
    | Words<"high_stress_duration_seconds low_stress_duration_seconds max_stress_level">
    | Words<"medium_stress_duration_seconds rest_stress_duration_seconds samples stress_duration_seconds">
    | Words<"stress_rating">;
  StressSample: Words<"level timestamp">;
  SwimmingData: Words<"num_laps num_strokes pool_length_meters">;
  TagData: Words<"tags">;
  TagEntry: Words<"notes tag_name timestamp">;
  TemperatureData:
    | Words<"ambient_temperature_samples body_temperature_samples day_avg_ambient_temperature_celsius">
    | Words<"day_avg_body_temperature_celsius day_avg_skin_temperature_celsius skin_temperature_samples">;
  TemperatureSample: Words<"temperature_celsius timestamp">;
  TorqueSample: Words<"timer_duration_seconds timestamp torque_newton_meters">;
  TssData: Words<"TSS_samples">;
  TssSample: Words<"actual intensity_factor_actual intensity_factor_planned method normalized_power_watts planned">;
  Vo2MaxSample: Words<"timestamp vo2max_ml_per_min_per_kg">;
  WorkData: Words<"work_kilojoules">;
}

type Words<Text extends string> = Text extends `${infer Word} ${infer Rest}` ? Word | Words<Rest> : Text;
