import { number } from "./numbers.ts";
import { duration } from "./time.ts";
import type { DistanceUnit } from "./preferences.ts";

export const metersPer: Readonly<Record<DistanceUnit, number>> = { km: 1000, mi: 1609.344 };

export const metersPerFoot = 0.3048;

export interface Quantity {
  readonly value: string;
  readonly unit: string;
}

export function distance(meters: number, unit: DistanceUnit): Quantity {
  return { value: number(meters / metersPer[unit], 2), unit };
}

/** Meters of height: feet where distances are in miles. */
export function height(meters: number, unit: DistanceUnit): Quantity {
  return unit === "km"
    ? { value: number(meters), unit: "m" }
    : { value: number(meters / metersPerFoot), unit: "ft" };
}

export function speed(metersPerSecond: number, unit: DistanceUnit): Quantity {
  return {
    value: number((metersPerSecond * 3600) / metersPer[unit], 1),
    unit: unit === "km" ? "km/h" : "mph",
  };
}

/** Minutes and seconds for a kilometer or mile; who stands still has none. */
export function pace(metersPerSecond: number, unit: DistanceUnit): Quantity {
  const seconds = metersPer[unit] / metersPerSecond;
  return { value: seconds > 0 && seconds < 6000 ? duration(seconds) : "–", unit: `/${unit}` };
}
