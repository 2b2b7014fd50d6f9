import type { Series, Summary } from "../measures/measure.ts";
import { measureTable } from "../measures/measure-table.ts";
import type { Sport } from "./workout-kinds.ts";

const category = "activity";

interface SportCodes {
  readonly distance: string;
  readonly speed: string;
  readonly power: string;
  readonly cadence?: string;
}

/** The guide's code system has words for some sports only. */
const codesBySport: Readonly<Partial<Record<Sport, Partial<SportCodes>>>> = {
  cycling: {
    distance: "distanceCycling",
    speed: "cyclingSpeed",
    power: "cyclingPower",
    cadence: "cyclingCadence",
  },
  running: { distance: "distanceWalkingRunning", speed: "runningSpeed", power: "runningPower" },
  walking: { distance: "distanceWalkingRunning" },
  rowing: { distance: "distanceRowing" },
  swimming: { distance: "distanceSwimming" },
  wheelchair: { distance: "distanceWheelchair" },
};

export function sportCodes(sport: Sport | undefined): SportCodes {
  const own = sport === undefined ? {} : codesBySport[sport];
  return { distance: "distance", speed: "speed", power: "power", ...own };
}

/** Speed, cadence, power and work of a workout. */
export function movementSummaries({ speed, power, cadence }: SportCodes): readonly Summary[] {
  const ofSpeed = { pghd: speed, of: "movement_data.speed_samples.speed_meters_per_second" };
  const ofCadence = { pghd: cadence, of: "movement_data.cadence_samples.cadence_rpm" };
  const ofTorque = { of: "movement_data.torque_samples.torque_newton_meters" };
  const ofPower = { pghd: power, of: "power_data.power_samples.watts" };
  return [
    ...measureTable("movement_data", category, [
      ["avg_speed_meters_per_second", "Mean speed", "m/s", ofSpeed],
      ["max_speed_meters_per_second", "Greatest speed", "m/s", ofSpeed],
      ["adjusted_max_speed_meters_per_second", "Greatest speed, adjusted", "m/s"],
      ["normalized_speed_meters_per_second", "Normalized speed", "m/s"],
      ["avg_velocity_meters_per_second", "Mean velocity", "m/s"],
      ["max_velocity_meters_per_second", "Greatest velocity", "m/s"],
      ["avg_pace_minutes_per_kilometer", "Mean pace", "min/km"],
      ["max_pace_minutes_per_kilometer", "Greatest pace", "min/km"],
      ["avg_cadence_rpm", "Mean cadence", "/min", ofCadence],
      ["max_cadence_rpm", "Greatest cadence", "/min", ofCadence],
      ["avg_torque_newton_meters", "Mean torque", "N.m", ofTorque],
      ["max_torque_newton_meters", "Greatest torque", "N.m", ofTorque],
    ]),
    ...measureTable("", category, [
      ["power_data.avg_watts", "Mean power", "W", ofPower],
      ["power_data.max_watts", "Greatest power", "W", ofPower],
      ["work_data.work_kilojoules", "Work", "kJ"],
      ["energy_data.energy_kilojoules", "Energy expended", "kJ"],
    ]),
  ];
}

export function movementSeries({ speed, power, cadence }: SportCodes): readonly Series[] {
  return measureTable("", category, [
    ["power_data.power_samples.watts", "Power", "W", { pghd: power }],
    ["movement_data.cadence_samples.cadence_rpm", "Cadence", "/min", { pghd: cadence }],
    ["movement_data.speed_samples.speed_meters_per_second", "Speed", "m/s", { pghd: speed }],
    ["movement_data.torque_samples.torque_newton_meters", "Torque", "N.m"],
  ]);
}
