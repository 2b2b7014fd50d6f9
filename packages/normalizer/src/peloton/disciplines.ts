import { ActivityType } from "@musette/core";

/** Indoors unless the workout says otherwise; Peloton calls its rower caesar and a treadmill bootcamp circuit. */
const indoors: ReadonlyMap<string, ActivityType> = new Map([
  ["cycling", ActivityType.StationaryBiking],
  ["bike_bootcamp", ActivityType.CircuitTraining],
  ["circuit", ActivityType.CircuitTraining],
  ["caesar_bootcamp", ActivityType.CircuitTraining],
  ["running", ActivityType.TreadmillRunning],
  ["walking", ActivityType.TreadmillWalking],
  ["caesar", ActivityType.RowingMachine],
  ["strength", ActivityType.StrengthTraining],
  ["cardio", ActivityType.CardioTraining],
  ["yoga", ActivityType.Yoga],
  ["stretching", ActivityType.Stretching],
  ["meditation", ActivityType.Meditation],
  ["pilates", ActivityType.Pilates],
]);

const outdoors: ReadonlyMap<string, ActivityType> = new Map([
  ["cycling", ActivityType.Biking],
  ["running", ActivityType.Running],
  ["walking", ActivityType.Walking],
]);

/** Terra's type of a `fitness_discipline`. Peloton adds disciplines: one that is not known is Other. */
export function activityTypeOf(discipline: string | null, isOutdoor: boolean): ActivityType {
  const name = discipline ?? "";
  return (isOutdoor ? outdoors.get(name) : undefined) ?? indoors.get(name) ?? ActivityType.Other;
}
