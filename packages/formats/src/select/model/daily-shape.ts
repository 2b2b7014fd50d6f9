import type { Daily } from "@musette/core";
import { fields } from "./fields.ts";
import { measures } from "./measures-shape.ts";
import { samples } from "./samples.ts";
import type { Shape } from "./shape.ts";

export const dailyShape = {
  metadata: fields("start_time end_time timestamp_localization upload_type"),
  active_durations_data: measures.activeDurations,
  calories_data: measures.calories,
  data_enrichment: {
    ...fields("start_time total_stress_score respiratory_score immune_index resilience_score strain_index"),
    ...fields("strain_traffic_light total_stress_score_v2 cardiovascular_score readiness_score"),
    stress_contributors: "any key",
    respiratory_contributors: "any key",
    immune_contributors: "any key",
    resilience_contributors: "any key",
    strain_contributors: "any key",
    total_stress_score_v2_contributors: "any key",
    cardiovascular_contributors: [fields("contributor_name contributor_score")],
    readiness_contributors: [fields("contributor_name contributor_score")],
  },
  device_data: measures.device,
  distance_data: {
    detailed: measures.distanceDetailed,
    ...fields("distance_meters floors_climbed steps"),
    elevation: measures.elevation,
    swimming: measures.swimming,
  },
  heart_rate_data: measures.heartRate,
  MET_data: measures.met,
  oxygen_data: measures.oxygen,
  scores: fields("activity recovery sleep biological_age"),
  strain_data: measures.strain,
  stress_data: {
    ...fields("avg_stress_level activity_stress_duration_seconds low_stress_duration_seconds"),
    ...fields("max_stress_level medium_stress_duration_seconds rest_stress_duration_seconds"),
    ...fields("high_stress_duration_seconds stress_duration_seconds stress_rating"),
    samples: samples("signal", "level"),
    body_battery_samples: samples("signal", "level"),
  },
  tag_data: { tags: [fields("timestamp tag_name notes")] },
} satisfies Shape<Daily>;
