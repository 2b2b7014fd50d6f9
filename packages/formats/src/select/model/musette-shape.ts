import type { MusetteData } from "@musette/core";
import { fields } from "./fields.ts";
import { samples } from "./samples.ts";
import type { Shape } from "./shape.ts";

export const musetteShape = {
  source: {
    ...fields("workout_id device_type platform workout_type status is_third_party program_id strava_id"),
    ...fields("fitbit_id"),
  },
  ...fields("discipline power_is_estimated"),
  resistance_data: {
    ...fields("avg_percentage max_percentage avg_level max_level"),
    resistance_samples: samples("signal", "resistance_percentage resistance_level", "timer_duration_seconds"),
  },
  incline_data: {
    ...fields("avg_percentage max_percentage min_percentage"),
    incline_samples: samples("signal", "incline_percentage", "timer_duration_seconds"),
  },
  stroke_data: {
    ...fields("total_strokes avg_stroke_rate_strokes_per_minute max_stroke_rate_strokes_per_minute"),
    ...fields("avg_split_pace_seconds_per_500_meters best_split_pace_seconds_per_500_meters"),
    stroke_rate_samples: samples("signal", "stroke_rate_strokes_per_minute", "timer_duration_seconds"),
    split_pace_samples: samples("signal", "split_pace_seconds_per_500_meters", "timer_duration_seconds"),
  },
  class_data: {
    ...fields("class_id title instructor_name instructor_id duration_seconds difficulty_estimate"),
    ...fields("original_air_time scheduled_start_time"),
    segments: [fields("name start_offset_seconds length_seconds intensity_in_mets metrics_type")],
  },
  leaderboard_data: fields("rank total_users"),
  effort_data: fields("total_effort_points average_effort_score"),
  ftp_data: fields("ftp_watts ftp_source ftp_workout_id"),
  strength_data: {
    movements: [
      {
        ...fields("movement_id name tracking_type repetitions duration_seconds start_offset_seconds"),
        weights: [fields("value weight_kg unit")],
      },
    ],
  },
} satisfies Shape<MusetteData>;
