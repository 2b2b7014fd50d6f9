import type { InclineData, MusetteData, ResistanceData } from "@musette/core";
import type { Recording } from "./recording.ts";
import { largest, mean, smallest } from "./series.ts";

/** What Terra has no field for, without sample lists. */
export function musetteDataOf(recording: Recording): MusetteData {
  return {
    source: {
      workout_id: recording.id,
      device_type: null,
      platform: null,
      workout_type: null,
      status: null,
      is_third_party: null,
      program_id: null,
      strava_id: null,
      fitbit_id: null,
    },
    discipline: recording.discipline,
    power_is_estimated: recording.isPowerEstimated,
    resistance_data: resistance(recording),
    incline_data: incline(recording),
    stroke_data: null,
    class_data: null,
    leaderboard_data: null,
    effort_data: null,
    ftp_data: null,
    strength_data: null,
  };
}

function resistance({ series }: Recording): ResistanceData | null {
  const { resistanceLevel, resistancePercentage } = series;
  if (resistanceLevel.values.length === 0) return null;
  return {
    avg_percentage: mean(resistancePercentage),
    max_percentage: largest(resistancePercentage),
    avg_level: mean(resistanceLevel),
    max_level: largest(resistanceLevel),
    resistance_samples: [],
  };
}

function incline({ series: { inclinePercentage } }: Recording): InclineData | null {
  if (inclinePercentage.values.length === 0) return null;
  return {
    avg_percentage: mean(inclinePercentage),
    max_percentage: largest(inclinePercentage),
    min_percentage: smallest(inclinePercentage),
    incline_samples: [],
  };
}
