import { ActivityType } from "@musette/core";

/** TCX's three words for a kind of workout. */
export type Sport = "Biking" | "Running" | "Other";

const biking: ReadonlySet<number> = new Set([
  ActivityType.Biking,
  ActivityType.MountainBiking,
  ActivityType.RoadBiking,
  ActivityType.Spinning,
  ActivityType.StationaryBiking,
  ActivityType.UtilityBiking,
  ActivityType.GravelCycling,
  ActivityType.EBiking,
  ActivityType.EMountainBiking,
]);

const running: ReadonlySet<number> = new Set([
  ActivityType.Running,
  ActivityType.Jogging,
  ActivityType.RunningOnSand,
  ActivityType.TreadmillRunning,
  ActivityType.IndoorRunning,
  ActivityType.TrailRunning,
]);

export function sportOf(activityType: number | null): Sport {
  if (activityType === null) return "Other";
  if (biking.has(activityType)) return "Biking";
  return running.has(activityType) ? "Running" : "Other";
}
