import { ActivityType } from "@musette/core";

/** The machines that decide what a metric means: a bike's `steps` are crank revolutions. */
export type Machine = "bike" | "treadmill" | "rower" | "elliptical";

/** What kind of workout it was, from iFit's `type` and `origin`. */
export interface WorkoutKind {
  readonly activityType: ActivityType;
  /** Null where neither `type` nor `origin` names one. */
  readonly machine: Machine | null;
  /** iFit got the workout from another service, and would send it on. Null where it names no origin. */
  readonly isThirdParty: boolean | null;
}

const machineByOrigin: ReadonlyMap<string, Machine> = new Map([
  ["bike", "bike"],
  ["stationarybike", "bike"],
  ["treadmill", "treadmill"],
  ["rower", "rower"],
  ["elliptical", "elliptical"],
  ["strider", "elliptical"],
]);

/** A run may be outdoors; cycling and rowing keep their metrics' meaning wherever they happen. */
const machineByType: ReadonlyMap<string, Machine> = new Map([
  ["cycle", "bike"],
  ["row", "rower"],
]);

/** `type machine` where the origin names the machine. */
const activityOnMachine: ReadonlyMap<string, ActivityType> = new Map([
  ["cycle bike", ActivityType.StationaryBiking],
  ["run treadmill", ActivityType.TreadmillRunning],
  ["row rower", ActivityType.RowingMachine],
]);

const activityByType: ReadonlyMap<string, ActivityType> = new Map([
  ["cycle", ActivityType.Biking],
  ["run", ActivityType.Running],
  ["row", ActivityType.Rowing],
  ["elliptical", ActivityType.Elliptical],
  ["strength", ActivityType.StrengthTraining],
  ["cardio", ActivityType.CardioTraining],
]);

const thirdParties: ReadonlySet<string> = new Set([
  "garmin",
  "strava",
  "healthkit",
  "googlefit",
  "thirdparty",
]);

/** A type that is not known becomes Other; the caller keeps its name. */
export function kindOf(type: string | null, origin: string | null): WorkoutKind {
  const workout = bareName(type);
  const source = bareName(origin);
  const machine = machineByOrigin.get(source) ?? null;
  return {
    activityType: activityTypeOf(workout, machine),
    machine: machine ?? machineByType.get(workout) ?? null,
    isThirdParty: origin === null ? null : thirdParties.has(source),
  };
}

function activityTypeOf(workout: string, machine: Machine | null): ActivityType {
  if (machine === "elliptical" && workout !== "strength") return ActivityType.Elliptical;
  return activityOnMachine.get(`${workout} ${machine}`) ?? activityByType.get(workout) ?? ActivityType.Other;
}

/** `GOOGLEFIT`, `google-fit` and `google_fit` are one name: the protobuf and the JSON spell it differently. */
function bareName(name: string | null): string {
  return (name ?? "").toLowerCase().replaceAll(/[^a-z]/g, "");
}
