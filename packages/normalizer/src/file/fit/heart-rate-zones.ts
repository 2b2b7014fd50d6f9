import type { HeartRateZoneData } from "@musette/core";
import type { FitSession } from "./fit-session.ts";

/** Time in heart rate zones by their index in the file, and the rates that the zones are made from. */
export function zonesOf({ zones, session, fit }: FitSession) {
  const durations = zones?.time_in_hr_zone ?? session.time_in_hr_zone ?? [];
  const bounds = zones?.hr_zone_high_boundary ?? [];
  const maxBpm = zones?.max_heart_rate ?? fit.zones_target?.max_heart_rate ?? null;
  const percentage = (index: number): number | null => {
    const bpm = bounds[index] ?? null;
    // Bounds are whole beats, of which whole percentages were made.
    return bpm === null || maxBpm === null ? null : Math.round((100 * bpm) / maxBpm);
  };
  return {
    user_max_hr_bpm: maxBpm,
    resting_hr_bpm: zones?.resting_heart_rate ?? null,
    hr_zone_data: durations.map((duration, zone): HeartRateZoneData => ({
      zone,
      start_percentage: zone === 0 ? null : percentage(zone - 1),
      end_percentage: percentage(zone),
      name: null,
      duration_seconds: duration,
    })),
  };
}
