import type { HeartRateZoneData } from "@musette/core";
import { isObject, type JsonObject, listOf, numberOf, objectOf, textOf } from "./fields.ts";
import type { PerformanceGraph } from "./performance-graph.ts";

export interface HeartRateZones {
  /** Zone 0 is Peloton's Zone 1: Terra counts from 0. Empty where the workout has none. */
  readonly zones: readonly HeartRateZoneData[];
  /** The upper end of the highest zone; null where the payload does not state it. */
  readonly userMaxBpm: number | null;
}

/**
 * Time in each zone, from the heart rate metric, which has their bounds, or else from the effort
 * zones, which have durations only. Peloton's durations can add up to more than the workout; they
 * are passed on as stated. `total_heart_rate_zone_durations` of the workout is not read: it adds up
 * many workouts.
 */
export function heartRateZones(graph: PerformanceGraph, effortZones: JsonObject): HeartRateZones {
  const stated = listOf(graph.heartRate?.fields["zones"]).filter(isObject);
  return stated.length === 0
    ? { zones: zonesByEffort(effortZones), userMaxBpm: null }
    : zonesByBounds(stated.toSorted((one, other) => zoneNumber(one) - zoneNumber(other)));
}

/** `zone1` … `zone5`. */
function zoneNumber(zone: JsonObject): number {
  return Number(/^zone(\d)$/.exec(textOf(zone["slug"]) ?? "")?.[1] ?? 0);
}

function zonesByBounds(stated: readonly JsonObject[]): HeartRateZones {
  const userMaxBpm = numberOf(stated.at(-1)?.["max_value"]);
  // Bounds are percentages of the maximum, rounded to whole beats: rounding brings the percentage back.
  const percentage = (bound: unknown): number | null => {
    const bpm = numberOf(bound);
    return bpm === null || userMaxBpm === null || userMaxBpm <= 0
      ? null
      : Math.round((100 * bpm) / userMaxBpm);
  };
  const zones = stated.map((zone, index) => ({
    zone: index,
    start_percentage: percentage(zone["min_value"]),
    end_percentage: percentage(stated[index + 1]?.["min_value"] ?? zone["max_value"]),
    name: textOf(zone["display_name"]),
    duration_seconds: numberOf(zone["duration"]),
  }));
  return { zones, userMaxBpm };
}

function zonesByEffort(effortZones: JsonObject): readonly HeartRateZoneData[] {
  const durations = objectOf(effortZones["heart_rate_zone_durations"]);
  return [1, 2, 3, 4, 5]
    .map((number, index) => ({
      zone: index,
      start_percentage: null,
      end_percentage: null,
      name: `Zone ${number}`,
      duration_seconds: numberOf(durations[`heart_rate_z${number}_duration`]),
    }))
    .filter((zone) => zone.duration_seconds !== null);
}
