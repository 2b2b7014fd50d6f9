import { type JsonObject, numberField, zeroAsMissing } from "./fields.ts";

/** The totals that iFit states; null where it states none. */
export interface IfitSummary {
  readonly totalCaloriesKcal: number | null;
  readonly totalMeters: number | null;
  readonly elevationGainMeters: number | null;
  /** Crank revolutions on a bike. */
  readonly totalSteps: number | null;
  readonly averageBpm: number | null;
  readonly maxBpm: number | null;
  readonly averageWatts: number | null;
  readonly maxWatts: number | null;
  readonly normalizedPowerWatts: number | null;
  /** A level of the machine, not a percentage. */
  readonly averageResistanceLevel: number | null;
  readonly averageCadenceRpm: number | null;
  readonly maxCadenceRpm: number | null;
  readonly averageStrokesPerMinute: number | null;
  readonly maxStrokesPerMinute: number | null;
  readonly averageSecondsPer500Meters: number | null;
  /** The fastest. */
  readonly minSecondsPer500Meters: number | null;
}

/**
 * Reads `summary` of either form. `total_steps` is 0 at completion and filled hours later, so 0 is
 * missing; so is a heart rate, a resistance level or a split pace of 0. Any other 0 may be real.
 */
export function readSummary(summary: JsonObject): IfitSummary {
  return {
    totalCaloriesKcal: numberField(summary, "total_calories", "totalCalories"),
    totalMeters: numberField(summary, "total_meters", "totalMeters"),
    elevationGainMeters: numberField(summary, "total_elevation_gain", "totalElevationGain"),
    totalSteps: zeroAsMissing(numberField(summary, "total_steps", "totalSteps")),
    averageBpm: zeroAsMissing(numberField(summary, "average_bpm", "averageBPM")),
    maxBpm: zeroAsMissing(numberField(summary, "max_bpm", "maxBPM")),
    averageWatts: numberField(summary, "average_watts", "averageWatts"),
    maxWatts: numberField(summary, "max_watts", "maxWatts"),
    normalizedPowerWatts: numberField(summary, "normalized_power", "normalizedPower"),
    averageResistanceLevel: zeroAsMissing(numberField(summary, "average_resistance", "averageResistance")),
    averageCadenceRpm: zeroAsMissing(numberField(summary, "average_cadence", "averageCadence")),
    maxCadenceRpm: zeroAsMissing(numberField(summary, "max_cadence", "maxCadence")),
    averageStrokesPerMinute: zeroAsMissing(numberField(summary, "average_spm", "averageSpm")),
    maxStrokesPerMinute: zeroAsMissing(numberField(summary, "max_spm", "maxSpm")),
    averageSecondsPer500Meters: zeroAsMissing(
      numberField(summary, "average_five_hundred_split", "averageFiveHundredSplit"),
    ),
    minSecondsPer500Meters: zeroAsMissing(
      numberField(summary, "min_five_hundred_split", "minFiveHundredSplit"),
    ),
  };
}
