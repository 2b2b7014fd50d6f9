import { LapTriggerMethod, type LapSample } from "@musette/core";
import type { TcxActivity } from "./tcx-activity.ts";

const triggerMethods: ReadonlyMap<string, LapTriggerMethod> = new Map([
  ["Manual", LapTriggerMethod.Manual],
  ["Distance", LapTriggerMethod.Distance],
  ["Location", LapTriggerMethod.PositionLap],
  ["Time", LapTriggerMethod.Time],
  ["HeartRate", LapTriggerMethod.Unspecified],
]);

/** Terra's laps. A lap ends where the next one begins, so that a pause belongs to the lap that it is in. */
export function tcxLaps({ laps, frame, endMs }: TcxActivity): readonly LapSample[] {
  return laps.map((lap, index) => ({
    start_time: frame.write(lap.startMs),
    end_time: frame.write(laps[index + 1]?.startMs ?? endMs),
    active_duration_seconds: lap.totalSeconds,
    trigger_method: triggerMethods.get(lap.triggerMethod ?? "") ?? null,
    distance_meters: lap.distanceMeters,
    avg_speed_meters_per_second: lap.averageSpeedMetersPerSecond,
    avg_hr_bpm: lap.averageBpm,
    avg_watts: lap.averageWatts,
    calories: lap.caloriesKcal,
    total_strokes: null,
    stroke_type: null,
  }));
}
