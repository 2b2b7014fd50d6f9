import type { Activity } from "@musette/core";
import { fields } from "./fields.ts";
import { measures } from "./measures-shape.ts";
import { musetteShape } from "./musette-shape.ts";
import { samples } from "./samples.ts";
import type { Shape } from "./shape.ts";

export const activityShape = {
  metadata: {
    ...fields("summary_id type name start_time end_time city country state timestamp_localization"),
    ...fields("upload_type"),
  },
  active_durations_data: measures.activeDurations,
  calories_data: measures.calories,
  cheat_detection: true,
  data_enrichment: {
    ...fields("efficiency_score strain_score rcrs_score trimp_score stress_score"),
    efficiency_contributors: "any key",
    strain_contributors: "any key",
    rcrs_contributors: "any key",
    trimp_contributors: "any key",
  },
  device_data: measures.device,
  distance_data: {
    detailed: measures.distanceDetailed,
    summary: {
      ...fields("distance_meters floors_climbed steps"),
      elevation: measures.elevation,
      swimming: measures.swimming,
    },
  },
  energy_data: fields("energy_kilojoules energy_planned_kilojoules"),
  heart_rate_data: measures.heartRate,
  lap_data: {
    laps: [
      {
        ...fields("start_time end_time active_duration_seconds trigger_method distance_meters"),
        ...fields("avg_speed_meters_per_second avg_hr_bpm avg_watts calories total_strokes stroke_type"),
      },
    ],
  },
  MET_data: measures.met,
  movement_data: {
    ...fields("adjusted_max_speed_meters_per_second avg_cadence_rpm avg_pace_minutes_per_kilometer"),
    ...fields("avg_speed_meters_per_second avg_torque_newton_meters avg_velocity_meters_per_second"),
    ...fields("max_cadence_rpm max_pace_minutes_per_kilometer max_speed_meters_per_second"),
    ...fields("max_torque_newton_meters max_velocity_meters_per_second"),
    ...fields("normalized_speed_meters_per_second"),
    cadence_samples: samples("signal", "cadence_rpm", "timer_duration_seconds"),
    speed_samples: samples("signal", "speed_meters_per_second", "timer_duration_seconds"),
    torque_samples: samples("signal", "torque_newton_meters", "timer_duration_seconds"),
  },
  oxygen_data: measures.oxygen,
  polyline_map_data: fields("summary_polyline"),
  position_data: {
    ...fields("center_pos_lat_lng_deg end_pos_lat_lng_deg start_pos_lat_lng_deg"),
    position_samples: [
      fields("timestamp timer_duration_seconds coords_lat_lng_deg"),
      { kind: "signal", values: [] },
    ],
  },
  power_data: {
    ...fields("avg_watts max_watts"),
    power_samples: samples("signal", "watts", "timer_duration_seconds"),
  },
  strain_data: measures.strain,
  TSS_data: {
    TSS_samples: [
      {
        ...fields("planned actual method intensity_factor_planned intensity_factor_actual"),
        ...fields("normalized_power_watts"),
      },
      { kind: "reading", values: [] },
    ],
  },
  work_data: fields("work_kilojoules"),
  musette_data: musetteShape,
} satisfies Shape<Activity>;
