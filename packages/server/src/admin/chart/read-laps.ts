import type { ChartLap, ChartZone } from "@musette/console";
import { numberAt, secondsBetween, textAt, valueAt } from "@musette/core";

/** Laps, and the segments of the class's plan, whose sum is a plan and no lap. */
export function readLaps(item: unknown, startTime: string | null): readonly ChartLap[] {
  return [...laps(item, startTime), ...segments(item)];
}

function laps(item: unknown, startTime: string | null): readonly ChartLap[] {
  return listAt(item, "lap_data", "laps").flatMap((lap, index): ChartLap[] => {
    const fromSeconds = secondsBetween(startTime, textAt(lap, "start_time"));
    const toSeconds = secondsBetween(startTime, textAt(lap, "end_time"));
    if (fromSeconds === null || toSeconds === null) return [];
    return [
      {
        name: `Lap ${index + 1}`,
        kind: "lap",
        fromSeconds,
        toSeconds,
        distanceMeters: numberAt(lap, "distance_meters"),
        averageWatts: numberAt(lap, "avg_watts"),
        averageHeartRateBpm: numberAt(lap, "avg_hr_bpm"),
      },
    ];
  });
}

function segments(item: unknown): readonly ChartLap[] {
  return listAt(item, "musette_data", "class_data", "segments").flatMap((segment): ChartLap[] => {
    const fromSeconds = numberAt(segment, "start_offset_seconds");
    const lengthSeconds = numberAt(segment, "length_seconds");
    if (fromSeconds === null || lengthSeconds === null) return [];
    const name = textAt(segment, "name");
    const nothing = { distanceMeters: null, averageWatts: null, averageHeartRateBpm: null };
    return [{ name, kind: "segment", fromSeconds, toSeconds: fromSeconds + lengthSeconds, ...nothing }];
  });
}

/** Time in heart rate zones; their bounds where the activity says what the percentages are of. */
export function readZones(item: unknown): readonly ChartZone[] {
  const summary = valueAt(item, "heart_rate_data", "summary");
  const maxBpm = numberAt(summary, "user_max_hr_bpm");
  const bpm = (zone: unknown, name: string) => {
    const percentage = numberAt(zone, name);
    return percentage === null || maxBpm === null ? null : Math.round((percentage / 100) * maxBpm);
  };
  return listAt(summary, "hr_zone_data").flatMap((zone, index): ChartZone[] => {
    const seconds = numberAt(zone, "duration_seconds");
    if (seconds === null) return [];
    const name = textAt(zone, "name") ?? `Zone ${numberAt(zone, "zone") ?? index}`;
    return [{ name, fromBpm: bpm(zone, "start_percentage"), toBpm: bpm(zone, "end_percentage"), seconds }];
  });
}

function listAt(item: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = valueAt(item, ...path);
  return Array.isArray(list) ? list : [];
}
