import { type Activity, ActivityType, TimestampLocalization, UploadType } from "@musette/core";
import { emptyActivity } from "../../activity-skeleton.ts";
import { formatTimestamp } from "../../timestamp.ts";
import { altitude } from "./altitude.ts";
import { activityTypeOf } from "./activity-type.ts";
import { deviceOf } from "./device.ts";
import type { FitIdentity } from "./identity.ts";
import type { FitSession } from "./fit-session.ts";
import { lapsOf } from "./laps.ts";
import { musetteDataOf } from "./musette-data.ts";
import type { RecordValues } from "./record-values.ts";
import { cyclesOf } from "./cycles.ts";
import { developerNumber } from "./developer-number.ts";
import { zonesOf } from "./heart-rate-zones.ts";

/** The session in Terra's words, without its sample lists: what it states, and nothing computed from its records. */
export function summarize(source: FitSession, identity: FitIdentity, values: RecordValues) {
  const { session, fit } = source;
  const types: readonly number[] = Object.values(ActivityType);
  const empty = emptyActivity({
    start_time: formatTimestamp(source.startMs, source.offsetMinutes),
    end_time: formatTimestamp(source.endMs, source.offsetMinutes),
    summary_id: identity.summaryId,
    type: types.includes(identity.activityType ?? -1)
      ? (identity.activityType as ActivityType)
      : activityTypeOf(session.sport, session.sub_sport),
    upload_type: UploadType.Automatic,
  });
  const cycles = cyclesOf(session);
  return {
    ...empty,
    metadata: {
      ...empty.metadata,
      name: (source.count === 1 ? fit.workout?.wkt_name : undefined) ?? session.sport_profile_name ?? null,
      timestamp_localization:
        source.offsetMinutes === 0 ? TimestampLocalization.Utc : TimestampLocalization.Local,
    },
    active_durations_data: {
      ...empty.active_durations_data,
      activity_seconds: session.total_timer_time ?? null,
    },
    calories_data: {
      ...empty.calories_data,
      total_burned_calories: session.total_calories ?? null,
      BMR_calories: session.metabolic_calories ?? null,
      net_activity_calories: developerNumber(session, "net_activity_calories"),
    },
    device_data: { ...empty.device_data, ...deviceOf(fit) },
    distance_data: {
      ...empty.distance_data,
      summary: {
        ...empty.distance_data.summary,
        distance_meters: session.total_distance ?? null,
        steps: cycles.steps,
        elevation: {
          ...empty.distance_data.summary.elevation,
          gain_actual_meters: session.total_ascent ?? null,
          loss_actual_meters: session.total_descent ?? null,
          avg_meters: altitude(session.enhanced_avg_altitude ?? session.avg_altitude),
          max_meters: altitude(session.enhanced_max_altitude ?? session.max_altitude),
          min_meters: altitude(session.enhanced_min_altitude ?? session.min_altitude),
        },
        swimming: {
          num_laps: session.num_lengths ?? null,
          num_strokes: cycles.swimStrokes,
          pool_length_meters: session.pool_length ?? null,
        },
      },
    },
    heart_rate_data: {
      ...empty.heart_rate_data,
      summary: {
        ...empty.heart_rate_data.summary,
        avg_hr_bpm: session.avg_heart_rate ?? null,
        max_hr_bpm: session.max_heart_rate ?? null,
        min_hr_bpm: session.min_heart_rate ?? null,
        ...zonesOf(source),
      },
    },
    lap_data: { laps: lapsOf(source) },
    movement_data: {
      ...empty.movement_data,
      avg_cadence_rpm: withFraction(session.avg_cadence, session.avg_fractional_cadence),
      max_cadence_rpm: withFraction(session.max_cadence, session.max_fractional_cadence),
      avg_speed_meters_per_second: session.enhanced_avg_speed ?? session.avg_speed ?? null,
      max_speed_meters_per_second: session.enhanced_max_speed ?? session.max_speed ?? null,
    },
    power_data: {
      ...empty.power_data,
      avg_watts: session.avg_power ?? null,
      max_watts: session.max_power ?? null,
    },
    TSS_data: { TSS_samples: trainingStress(session) },
    work_data: { work_kilojoules: session.total_work === undefined ? null : session.total_work / 1000 },
    musette_data: musetteDataOf(source, identity, values, cycles.rowStrokes),
  } satisfies Activity;
}

function withFraction(whole: number | undefined, fraction: number | undefined): number | null {
  return whole === undefined ? null : whole + (fraction ?? 0);
}

function trainingStress({
  normalized_power,
  training_stress_score,
  intensity_factor,
}: FitSession["session"]) {
  if ([normalized_power, training_stress_score, intensity_factor].every((value) => value === undefined)) {
    return [];
  }
  return [
    {
      planned: null,
      actual: training_stress_score ?? null,
      method: null,
      intensity_factor_planned: null,
      intensity_factor_actual: intensity_factor ?? null,
      normalized_power_watts: normalized_power ?? null,
    },
  ];
}
