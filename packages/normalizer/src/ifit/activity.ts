import { type Activity, TimestampLocalization, UploadType } from "@musette/core";
import { emptyActivity } from "../activity-skeleton.ts";
import { formatTimestamp } from "../timestamp.ts";
import type { IfitLog } from "./ifit-log.ts";
import { lapsOf } from "./laps.ts";
import { musetteDataOf } from "./musette-data.ts";
import { largest, lastValue, meanOverTime, smallest } from "./series.ts";

/** The workout in Terra's words, without its sample lists. What iFit states goes before what its series say. */
export function summarize(log: IfitLog) {
  const { summary, stats, kind } = log;
  const isThirdParty = kind.isThirdParty === true || log.isRedundant;
  const elapsedMs = log.endMs - log.startMs;
  const cadence = cadenceOf(log);
  const empty = emptyActivity({
    start_time: formatTimestamp(log.startMs, log.offsetMinutes),
    end_time: formatTimestamp(log.endMs, log.offsetMinutes),
    summary_id: log.id,
    type: kind.activityType,
    upload_type: isThirdParty ? UploadType.ThirdPartyUpload : UploadType.Automatic,
  });
  return {
    ...empty,
    metadata: {
      ...empty.metadata,
      name: log.title,
      timestamp_localization:
        log.offsetMinutes === 0 ? TimestampLocalization.Utc : TimestampLocalization.Local,
    },
    active_durations_data: {
      ...empty.active_durations_data,
      activity_seconds: log.durationMs === null ? null : log.durationMs / 1000,
    },
    calories_data: {
      ...empty.calories_data,
      total_burned_calories: summary.totalCaloriesKcal ?? lastValue(stats.calories),
    },
    device_data: {
      ...empty.device_data,
      name: log.origin,
      manufacturer: kind.isThirdParty === true ? null : "iFit",
      software_version: log.softwareNumber,
    },
    distance_data: {
      ...empty.distance_data,
      summary: {
        ...empty.distance_data.summary,
        distance_meters: summary.totalMeters ?? lastValue(stats.meters),
        steps: countsSteps(log) ? (summary.totalSteps ?? lastValue(stats.steps)) : null,
        elevation: {
          ...empty.distance_data.summary.elevation,
          gain_actual_meters: summary.elevationGainMeters,
        },
      },
    },
    heart_rate_data: {
      ...empty.heart_rate_data,
      summary: {
        ...empty.heart_rate_data.summary,
        avg_hr_bpm: summary.averageBpm ?? meanOverTime(stats.bpm, elapsedMs),
        max_hr_bpm: summary.maxBpm ?? largest(stats.bpm),
        min_hr_bpm: smallest(stats.bpm),
      },
    },
    lap_data: { laps: lapsOf(log.splits, log.startMs, log.offsetMinutes) },
    movement_data: {
      ...empty.movement_data,
      avg_cadence_rpm: cadence.average ?? meanOverTime(cadence.series, elapsedMs),
      max_cadence_rpm: cadence.max ?? largest(cadence.series),
      avg_speed_meters_per_second: meanOverTime(stats.mps, elapsedMs),
      max_speed_meters_per_second: largest(stats.mps),
    },
    power_data: {
      ...empty.power_data,
      avg_watts: summary.averageWatts ?? meanOverTime(stats.watts, elapsedMs),
      max_watts: summary.maxWatts ?? largest(stats.watts),
    },
    TSS_data: { TSS_samples: normalizedPower(summary.normalizedPowerWatts) },
    musette_data: musetteDataOf(log, isThirdParty, elapsedMs),
  } satisfies Activity;
}

/** Crank revolutions on a bike; what a rower counts as steps is not known. */
export function countsSteps(log: IfitLog): boolean {
  return log.kind.machine !== "bike" && log.kind.machine !== "rower";
}

/** A rower's cadence is its stroke rate. */
export function cadenceOf({ kind, summary, stats }: IfitLog) {
  return kind.machine === "rower"
    ? {
        series: stats.spm,
        average: summary.averageStrokesPerMinute,
        max: summary.maxStrokesPerMinute,
      }
    : { series: stats.rpm, average: summary.averageCadenceRpm, max: summary.maxCadenceRpm };
}

function normalizedPower(watts: number | null) {
  if (watts === null) return [];
  return [
    {
      planned: null,
      actual: null,
      method: null,
      intensity_factor_planned: null,
      intensity_factor_actual: null,
      normalized_power_watts: watts,
    },
  ];
}
