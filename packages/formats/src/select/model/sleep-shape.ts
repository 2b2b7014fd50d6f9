import type { Sleep } from "@musette/core";
import { fields } from "./fields.ts";
import { measures } from "./measures-shape.ts";
import { samples } from "./samples.ts";
import type { Shape } from "./shape.ts";

export const sleepShape = {
  metadata: fields("summary_id start_time end_time is_nap timestamp_localization upload_type"),
  data_enrichment: {
    ...fields("sleep_score readiness_score sleep_score_v2 respiratory_score_v2"),
    sleep_contributors: "any key",
    readiness_contributors: "any key",
    sleep_score_v2_contributors: "any key",
    respiratory_score_v2_contributors: "any key",
  },
  device_data: measures.device,
  heart_rate_data: measures.heartRate,
  readiness_data: fields("readiness recovery_level"),
  respiration_data: {
    breaths_data: {
      ...fields("start_time end_time avg_breaths_per_min max_breaths_per_min min_breaths_per_min"),
      ...fields("on_demand_reading"),
      samples: samples("signal", "breaths_per_min"),
    },
    oxygen_saturation_data: {
      ...fields("start_time end_time avg_saturation_percentage"),
      samples: samples("signal", "percentage", "type"),
    },
    snoring_data: {
      ...fields("start_time end_time num_snoring_events total_snoring_duration_seconds"),
      samples: samples("reading", "duration_seconds"),
    },
  },
  scores: fields("sleep"),
  sleep_durations_data: {
    asleep: {
      ...fields("duration_asleep_state_seconds duration_deep_sleep_state_seconds"),
      ...fields("duration_light_sleep_state_seconds duration_REM_sleep_state_seconds num_REM_events"),
    },
    awake: {
      ...fields("duration_awake_state_seconds duration_long_interruption_seconds"),
      ...fields("duration_short_interruption_seconds num_out_of_bed_events num_wakeup_events"),
      ...fields("sleep_latency_seconds wake_up_latency_seconds"),
    },
    // A stage holds until the next sample.
    hypnogram_samples: samples("reading", "level"),
    other: fields("duration_in_bed_seconds duration_unmeasurable_sleep_seconds"),
    sleep_efficiency: true,
  },
  temperature_data: fields("delta"),
} satisfies Shape<Sleep>;
