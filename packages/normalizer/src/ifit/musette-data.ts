import type { InclineData, MusetteData, ResistanceData, StrokeData } from "@musette/core";
import type { IfitLog } from "./ifit-log.ts";
import { largest, meanOverTime, smallest } from "./series.ts";

/** What Terra has no field for, without the sample lists. */
export function musetteDataOf(log: IfitLog, isThirdParty: boolean, elapsedMs: number): MusetteData {
  return {
    source: {
      workout_id: log.id,
      device_type: log.machineId,
      platform: log.origin,
      workout_type: log.workoutContext,
      status: null,
      is_third_party: isThirdParty || log.kind.isThirdParty,
      program_id: log.programId,
      strava_id: null,
      fitbit_id: null,
    },
    discipline: log.type,
    power_is_estimated: log.kind.machine === "treadmill" && hasPower(log) ? true : null,
    resistance_data: resistanceOf(log, elapsedMs),
    incline_data: inclineOf(log, elapsedMs),
    stroke_data: strokesOf(log, elapsedMs),
    class_data: log.workoutId === null ? null : classOf(log.workoutId, log.title),
    leaderboard_data: null,
    effort_data: null,
    ftp_data: null,
    strength_data: null,
  };
}

function hasPower({ summary, stats }: IfitLog): boolean {
  return summary.averageWatts !== null || summary.maxWatts !== null || stats.watts.values.length > 0;
}

/** iFit states a level; how many levels the machine has is not in the payload, so no percentage. */
function resistanceOf({ summary, stats }: IfitLog, elapsedMs: number): ResistanceData | null {
  const average = summary.averageResistanceLevel;
  if (average === null && stats.resistance.values.length === 0) return null;
  return {
    avg_percentage: null,
    max_percentage: null,
    avg_level: average ?? meanOverTime(stats.resistance, elapsedMs),
    max_level: largest(stats.resistance),
    resistance_samples: [],
  };
}

function inclineOf({ stats }: IfitLog, elapsedMs: number): InclineData | null {
  if (stats.incline.values.length === 0) return null;
  return {
    avg_percentage: meanOverTime(stats.incline, elapsedMs),
    max_percentage: largest(stats.incline),
    min_percentage: smallest(stats.incline),
    incline_samples: [],
  };
}

function strokesOf({ summary, stats }: IfitLog, elapsedMs: number): StrokeData | null {
  const stated = [
    summary.averageStrokesPerMinute,
    summary.maxStrokesPerMinute,
    summary.averageSecondsPer500Meters,
    summary.minSecondsPer500Meters,
  ].some((value) => value !== null);
  if (!stated && stats.spm.values.length === 0 && stats.five_hundred_split.values.length === 0) return null;
  return {
    total_strokes: null,
    avg_stroke_rate_strokes_per_minute: summary.averageStrokesPerMinute ?? meanOverTime(stats.spm, elapsedMs),
    max_stroke_rate_strokes_per_minute: summary.maxStrokesPerMinute ?? largest(stats.spm),
    // A mean over time of paces is not the pace of the whole, so only iFit's own average will do.
    avg_split_pace_seconds_per_500_meters: summary.averageSecondsPer500Meters,
    best_split_pace_seconds_per_500_meters:
      summary.minSecondsPer500Meters ?? smallest(stats.five_hundred_split),
    stroke_rate_samples: [],
    split_pace_samples: [],
  };
}

function classOf(workoutId: string, title: string | null) {
  return {
    class_id: workoutId,
    title,
    instructor_name: null,
    instructor_id: null,
    duration_seconds: null,
    difficulty_estimate: null,
    original_air_time: null,
    scheduled_start_time: null,
    segments: [],
  };
}
