import type { DeliveryRecord } from "../connector.ts";
import { instant, secondsBetween } from "./instant.ts";
import { integerAt, numberAt, textAt } from "./value-at.ts";

/**
 * The row of `terra_activities`: what questions are asked about, under names with units. Null where
 * the activity does not say; the whole activity is in `terra_data_payloads` under the same `event_key`.
 */
export function activityRow(record: Omit<DeliveryRecord, "encode">) {
  const item = record.item();
  const at = (...path: readonly string[]) => numberAt(item, ...path);
  return {
    event_key: record.key,
    user_id: record.user.user_id,
    reference_id: record.user.reference_id ?? null,
    provider: record.user.provider,
    summary_id: textAt(item, "metadata", "summary_id"),
    name: textAt(item, "metadata", "name"),
    /** Terra's ActivityType: 1 biking, 8 running, 18 stationary biking, … */
    type: integerAt(item, "metadata", "type"),
    discipline: textAt(item, "musette_data", "discipline"),
    class_title: textAt(item, "musette_data", "class_data", "title"),
    instructor_name: textAt(item, "musette_data", "class_data", "instructor_name"),
    /** As the activity writes them, with their offset. */
    start_time: record.startTime,
    end_time: record.endTime,
    /** The same instants; null where the activity gives a local time without an offset. */
    start_time_utc: instant(record.startTime),
    end_time_utc: instant(record.endTime),
    duration_seconds: secondsBetween(record.startTime, record.endTime),
    active_seconds: at("active_durations_data", "activity_seconds"),
    distance_meters: at("distance_data", "summary", "distance_meters"),
    steps: integerAt(item, "distance_data", "summary", "steps"),
    elevation_gain_actual_meters: at("distance_data", "summary", "elevation", "gain_actual_meters"),
    work_kilojoules: at("work_data", "work_kilojoules"),
    avg_watts: at("power_data", "avg_watts"),
    max_watts: at("power_data", "max_watts"),
    avg_hr_bpm: at("heart_rate_data", "summary", "avg_hr_bpm"),
    max_hr_bpm: at("heart_rate_data", "summary", "max_hr_bpm"),
    min_hr_bpm: at("heart_rate_data", "summary", "min_hr_bpm"),
    total_burned_calories: at("calories_data", "total_burned_calories"),
    avg_cadence_rpm: at("movement_data", "avg_cadence_rpm"),
    max_cadence_rpm: at("movement_data", "max_cadence_rpm"),
    avg_speed_meters_per_second: at("movement_data", "avg_speed_meters_per_second"),
    max_speed_meters_per_second: at("movement_data", "max_speed_meters_per_second"),
    avg_resistance_percentage: at("musette_data", "resistance_data", "avg_percentage"),
    avg_incline_percentage: at("musette_data", "incline_data", "avg_percentage"),
    event_id: record.id,
    received_at: new Date(record.receivedAtMs),
    revision: BigInt(record.revision),
  };
}
