import { ActivityType } from "@musette/core";

const activityTypes: ReadonlyMap<string, ActivityType> = new Map([
  ["biking", ActivityType.Biking],
  ["running", ActivityType.Running],
]);

/** Terra's type of TCX's `Sport`, which knows `Biking`, `Running` and `Other`. */
export function sportType(sport: string | null): ActivityType {
  return activityTypes.get(sport?.toLowerCase() ?? "") ?? ActivityType.Other;
}
