import type { ClassData, MusetteData } from "@musette/core";
import { formatTimestamp } from "../../timestamp.ts";
import type { HistoryRow } from "./history-row.ts";

const minuteMs = 60_000;

/** What Terra has no field for. */
export function historyMusetteData(row: HistoryRow, summaryId: string, discipline: string): MusetteData {
  const { averageResistancePercentage: resistance, averageInclinePercentage: incline } = row;
  return {
    source: {
      // The history states no id.
      workout_id: summaryId,
      device_type: null,
      platform: null,
      workout_type: null,
      status: null,
      is_third_party: null,
      program_id: null,
      strava_id: null,
      fitbit_id: null,
    },
    discipline,
    power_is_estimated: null,
    resistance_data:
      resistance === null
        ? null
        : {
            avg_percentage: resistance,
            max_percentage: null,
            avg_level: null,
            max_level: null,
            resistance_samples: [],
          },
    incline_data:
      incline === null
        ? null
        : { avg_percentage: incline, max_percentage: null, min_percentage: null, incline_samples: [] },
    stroke_data: null,
    class_data: classData(row),
    leaderboard_data: null,
    effort_data: null,
    ftp_data: null,
    strength_data: null,
  };
}

/** Just Ride and Lanebreak have neither an instructor nor an air time: there was no class. */
function classData({ title, instructor, classTime, minutes }: HistoryRow): ClassData | null {
  if (instructor === null && classTime === null) return null;
  const offset = classTime?.offsetMinutes ?? null;
  return {
    class_id: null,
    title,
    instructor_name: instructor,
    instructor_id: null,
    duration_seconds: minutes === null ? null : minutes * 60,
    difficulty_estimate: null,
    original_air_time:
      classTime === null || offset === null ? null : formatTimestamp(classTime.wallMs - offset * minuteMs, 0),
    scheduled_start_time: null,
    segments: [],
  };
}
