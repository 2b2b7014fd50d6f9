import { type LapSample, LapTriggerMethod } from "@musette/core";
import { formatTimestamp } from "../../timestamp.ts";
import type { FitSession } from "./fit-session.ts";

const triggers: Readonly<Record<string, LapTriggerMethod>> = {
  manual: LapTriggerMethod.Manual,
  time: LapTriggerMethod.Time,
  distance: LapTriggerMethod.Distance,
  position_start: LapTriggerMethod.PositionStart,
  position_lap: LapTriggerMethod.PositionLap,
  position_waypoint: LapTriggerMethod.PositionWaypoint,
  position_marked: LapTriggerMethod.PositionMarked,
  session_end: LapTriggerMethod.SessionEnd,
  fitness_equipment: LapTriggerMethod.FitnessEquipment,
};

const strokeTypes: ReadonlySet<unknown> = new Set(["freestyle", "backstroke", "breaststroke", "butterfly"]);

export function lapsOf({ laps, session, offsetMinutes }: FitSession): readonly LapSample[] {
  return laps.map((lap) => {
    const startMs = Number(lap.start_time);
    const endMs =
      lap.total_elapsed_time === undefined
        ? Number(lap.timestamp ?? lap.start_time)
        : startMs + lap.total_elapsed_time * 1000;
    const { swim_stroke: stroke } = lap;
    return {
      start_time: formatTimestamp(startMs, offsetMinutes),
      end_time: formatTimestamp(Math.max(startMs, endMs), offsetMinutes),
      distance_meters: lap.total_distance ?? null,
      calories: lap.total_calories ?? null,
      avg_hr_bpm: lap.avg_heart_rate ?? null,
      avg_speed_meters_per_second: lap.enhanced_avg_speed ?? lap.avg_speed ?? null,
      total_strokes: session.sport === "swimming" ? (lap.total_cycles ?? null) : null,
      stroke_type: stroke === undefined ? null : strokeTypes.has(stroke) ? String(stroke) : "other",
      avg_watts: lap.avg_power ?? null,
      active_duration_seconds: lap.total_timer_time ?? null,
      trigger_method: triggers[String(lap.lap_trigger)] ?? null,
    };
  });
}
