import type { EventDetails } from "@musette/console";
import { ActivityType, numberAt, secondsBetween, textAt } from "@musette/core";
import type { StoredEvent } from "@musette/journal";

const activityNames = new Map<number, string>(
  Object.entries(ActivityType).map(([name, number]) => [number, name.replace(/(?<=[a-z])(?=[A-Z])/g, " ")]),
);

/** What a list shows of an activity beside its head; null for events of other types. */
export function describeDetails(
  { type, startTime, endTime }: StoredEvent,
  item: unknown,
): EventDetails | null {
  if (type !== "activity") return null;
  const at = (...path: readonly string[]) => numberAt(item, ...path);
  return {
    name: textAt(item, "metadata", "name"),
    activity: activityNames.get(at("metadata", "type") ?? Number.NaN) ?? null,
    discipline: textAt(item, "musette_data", "discipline"),
    instructor: textAt(item, "musette_data", "class_data", "instructor_name"),
    deviceName: textAt(item, "device_data", "name"),
    durationSeconds: at("active_durations_data", "activity_seconds") ?? secondsBetween(startTime, endTime),
    distanceMeters: at("distance_data", "summary", "distance_meters"),
    averageWatts: at("power_data", "avg_watts"),
    averageHeartRateBpm: at("heart_rate_data", "summary", "avg_hr_bpm"),
    calories: at("calories_data", "total_burned_calories"),
  };
}
