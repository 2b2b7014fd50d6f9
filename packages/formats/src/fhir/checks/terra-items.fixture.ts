const day = {
  start_time: "2026-03-01T00:00:00.000000+01:00",
  end_time: "2026-03-02T00:00:00.000000+01:00",
  upload_type: 1,
};
const at = (time: string) => `2026-03-01T${time}.000000+01:00`;

/** An item of each data type but activity, shaped as Terra's are, with a value here and there missing. */
export const terraItems = {
  body: {
    metadata: day,
    device_data: { name: "Scale", manufacturer: "WITHINGS", software_version: "2.1" },
    measurements_data: {
      measurements: [
        {
          measurement_time: at("07:10:00"),
          weight_kg: 71.35,
          height_cm: 178,
          BMI: 22.5,
          bodyfat_percentage: 17.2,
          bone_mass_g: 3100,
        },
        { measurement_time: at("21:40:00"), weight_kg: 72.1, height_cm: null, BMI: null },
      ],
      day_avg_weight_kg: 71.725,
    },
    blood_pressure_data: {
      blood_pressure_samples: [{ timestamp: at("07:12:00"), systolic_bp: 121, diastolic_bp: 78 }],
    },
    glucose_data: {
      blood_glucose_samples: [{ timestamp: at("08:00:00"), blood_glucose_mg_per_dL: 94, trend_arrow: 3 }],
      detailed_blood_glucose_samples: [{ timestamp: at("08:05:00"), blood_glucose_mg_per_dL: 97 }],
    },
    oxygen_data: {
      saturation_samples: [
        { timestamp: at("07:15:00"), percentage: 97, type: 0 },
        { timestamp: at("07:16:00"), percentage: 61, type: 1 },
      ],
    },
    temperature_data: {
      body_temperature_samples: [{ timestamp: at("07:17:00"), temperature_celsius: 36.6 }],
    },
    heart_data: {
      heart_rate_data: {
        detailed: {
          hr_samples: [
            { timestamp: at("07:00:00"), bpm: 61 },
            { timestamp: at("07:05:00"), bpm: 63 },
            { timestamp: at("07:15:00"), bpm: 60 },
          ],
        },
      },
    },
  },
  daily: {
    metadata: day,
    distance_data: { distance_meters: 8412.5, steps: 11_302, floors_climbed: 9 },
    calories_data: { total_burned_calories: 2610.4, BMR_calories: 1702 },
    heart_rate_data: { summary: { resting_hr_bpm: 52, max_hr_bpm: 163, avg_hrv_rmssd: 41.5 } },
    scores: { recovery: 81 },
  },
  sleep: {
    metadata: {
      summary_id: "night-1",
      start_time: at("00:10:00"),
      end_time: at("07:00:00"),
      upload_type: 2,
    },
    sleep_durations_data: {
      asleep: {
        duration_asleep_state_seconds: 23_400,
        duration_deep_sleep_state_seconds: 5100,
        duration_light_sleep_state_seconds: 12_900,
        duration_REM_sleep_state_seconds: 5400,
      },
      awake: { num_wakeup_events: 2, sleep_latency_seconds: 480 },
      sleep_efficiency: 95.1,
      hypnogram_samples: [
        { timestamp: at("00:10:00"), level: 1 },
        { timestamp: at("00:18:00"), level: 4 },
        { timestamp: at("01:00:00"), level: 5 },
        { timestamp: at("02:25:00"), level: 3 },
      ],
    },
    heart_rate_data: { summary: { avg_hr_bpm: 54 } },
    respiration_data: { breaths_data: { avg_breaths_per_min: 14.5 } },
  },
  athlete: {
    provider_user_id: "p-77",
    first_name: "Ada",
    last_name: "Lovelace",
    date_of_birth: "1990-12-10",
    sex: "female",
    email: "ada@example.com",
    city: "London",
  },
  nutrition: { metadata: day, summary: { macros: { calories: 2100, protein_g: 96.5 }, water_ml: 1800 } },
  menstruation: { metadata: day, menstruation_data: { cycle_length_days: 28 } },
  deauth: {
    type: "deauth",
    status: "success",
    user: { user_id: "user-1", provider: "PELOTON" },
    message: "Grüße",
  },
} as const;
