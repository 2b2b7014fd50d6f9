import type { Activity } from "@musette/core";
import { cycleEntries } from "./cycle-entries.ts";
import { type MaybeEntry, wholeAndFraction } from "./entries.ts";
import { listOf, numberOf } from "./loose.ts";
import { fields } from "./messages.ts";
import type { Sport } from "./sports.ts";

const { session } = fields;

/** Totals, averages and extremes of an activity as fields of its session. Nothing is computed that it does not state. */
export function entriesOfTotals(activity: Activity, sport: Sport): readonly MaybeEntry[] {
  const { calories_data, heart_rate_data, movement_data, power_data, work_data, musette_data } = activity;
  const distance = activity.distance_data?.summary;
  const incline = musette_data?.incline_data;
  const workKilojoules = numberOf(work_data?.work_kilojoules);
  const averageSpeed = numberOf(movement_data?.avg_speed_meters_per_second);
  const maxSpeed = numberOf(movement_data?.max_speed_meters_per_second);
  return [
    [session.totalDistance, numberOf(distance?.distance_meters)],
    ...cycleEntries(activity, sport).own,
    [session.totalCalories, numberOf(calories_data?.total_burned_calories)],
    [session.metabolicCalories, numberOf(calories_data?.BMR_calories)],
    [session.averageSpeed, averageSpeed],
    [session.enhancedAverageSpeed, averageSpeed],
    [session.maxSpeed, maxSpeed],
    [session.enhancedMaxSpeed, maxSpeed],
    [session.averageHeartRate, numberOf(heart_rate_data?.summary?.avg_hr_bpm)],
    [session.maxHeartRate, numberOf(heart_rate_data?.summary?.max_hr_bpm)],
    [session.minHeartRate, numberOf(heart_rate_data?.summary?.min_hr_bpm)],
    ...wholeAndFraction(
      session.averageCadence,
      session.averageFractionalCadence,
      numberOf(movement_data?.avg_cadence_rpm),
    ),
    ...wholeAndFraction(
      session.maxCadence,
      session.maxFractionalCadence,
      numberOf(movement_data?.max_cadence_rpm),
    ),
    [session.averagePower, numberOf(power_data?.avg_watts)],
    [session.maxPower, numberOf(power_data?.max_watts)],
    [session.thresholdPower, numberOf(musette_data?.ftp_data?.ftp_watts)],
    [session.totalWork, workKilojoules === null ? null : workKilojoules * 1000],
    [session.totalAscent, numberOf(distance?.elevation?.gain_actual_meters)],
    [session.totalDescent, numberOf(distance?.elevation?.loss_actual_meters)],
    [session.enhancedAverageAltitude, numberOf(distance?.elevation?.avg_meters)],
    [session.enhancedMinAltitude, numberOf(distance?.elevation?.min_meters)],
    [session.enhancedMaxAltitude, numberOf(distance?.elevation?.max_meters)],
    [session.averageGrade, numberOf(incline?.avg_percentage)],
    [session.maxPositiveGrade, numberOf(incline?.max_percentage)],
    [session.maxNegativeGrade, numberOf(incline?.min_percentage)],
    [session.lengthCount, numberOf(distance?.swimming?.num_laps)],
    [session.poolLength, numberOf(distance?.swimming?.pool_length_meters)],
    ...trainingStress(activity),
  ];
}

function trainingStress(activity: Activity): readonly MaybeEntry[] {
  const sample = listOf(activity.TSS_data?.TSS_samples)[0] as
    | { readonly [name: string]: unknown }
    | null
    | undefined;
  return [
    [session.normalizedPower, numberOf(sample?.["normalized_power_watts"])],
    [session.trainingStressScore, numberOf(sample?.["actual"])],
    [session.intensityFactor, numberOf(sample?.["intensity_factor_actual"])],
  ];
}
