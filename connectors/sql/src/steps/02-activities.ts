import { createTable } from "./create-table.ts";
import type { Step } from "./step.ts";

/** One typed row for each activity. */
export const activities: Step = {
  name: "02-activities",
  async apply(place) {
    await createTable(place, {
      name: place.tables.activities,
      columns: {
        event_key: "key",
        user_id: "label",
        reference_id: "text?",
        provider: "text?",
        summary_id: "text?",
        name: "text?",
        type: "integer?",
        discipline: "text?",
        class_title: "text?",
        instructor_name: "text?",
        start_time: "label?",
        end_time: "label?",
        start_time_utc: "time?",
        end_time_utc: "time?",
        duration_seconds: "number?",
        active_seconds: "number?",
        distance_meters: "number?",
        steps: "integer?",
        elevation_gain_actual_meters: "number?",
        work_kilojoules: "number?",
        avg_watts: "number?",
        max_watts: "number?",
        avg_hr_bpm: "number?",
        max_hr_bpm: "number?",
        min_hr_bpm: "number?",
        total_burned_calories: "number?",
        avg_cadence_rpm: "number?",
        max_cadence_rpm: "number?",
        avg_speed_meters_per_second: "number?",
        max_speed_meters_per_second: "number?",
        avg_resistance_percentage: "number?",
        avg_incline_percentage: "number?",
        event_id: "label",
        received_at: "time",
        revision: "integer",
      },
      key: ["event_key"],
      indexes: [["user_id", "start_time_utc"]],
    });
  },
};
