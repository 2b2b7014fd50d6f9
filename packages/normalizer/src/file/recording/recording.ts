import type { ActivityType, LapSample, UploadType } from "@musette/core";
import type { Series } from "./series.ts";
import type { TimeFrame } from "./time-frame.ts";

/** What can be measured at a moment, in SI units. Distance and calories are cumulative. */
export interface RecordingSeries {
  readonly bpm: Series;
  readonly watts: Series;
  readonly cadenceRpm: Series;
  readonly speedMetersPerSecond: Series;
  readonly distanceMeters: Series;
  readonly elevationMeters: Series;
  /** As long as `longitude`, at the same times. */
  readonly latitude: Series;
  readonly longitude: Series;
  readonly caloriesKcal: Series;
  /** As long as `resistanceLevel`, at the same times, or empty. */
  readonly resistancePercentage: Series;
  readonly resistanceLevel: Series;
  readonly inclinePercentage: Series;
}

/** What the file states of the whole; null where it does not, then the series say it. */
export interface RecordingTotals {
  readonly activeSeconds: number | null;
  readonly distanceMeters: number | null;
  readonly caloriesKcal: number | null;
  readonly steps: number | null;
  readonly averageBpm: number | null;
  readonly maxBpm: number | null;
  readonly averageWatts: number | null;
  readonly maxWatts: number | null;
  readonly averageSpeedMetersPerSecond: number | null;
  readonly maxSpeedMetersPerSecond: number | null;
  readonly averageCadenceRpm: number | null;
  readonly maxCadenceRpm: number | null;
}

export interface RecordingDevice {
  readonly name: string | null;
  readonly manufacturer: string | null;
  readonly softwareVersion: string | null;
  readonly serialNumber: string | null;
}

/** One workout as the files of a device or an app tell it. */
export interface Recording {
  /** `metadata.summary_id`. */
  readonly id: string;
  /** Terra's provider. */
  readonly provider: string;
  readonly frame: TimeFrame;
  readonly startMs: number;
  readonly endMs: number;
  readonly title: string | null;
  readonly activityType: ActivityType;
  readonly uploadType: UploadType;
  /** The file's own word for the kind of workout. */
  readonly discipline: string | null;
  readonly device: RecordingDevice;
  readonly isPowerEstimated: boolean | null;
  /** False where altitudes count from wherever the workout began. */
  readonly isElevationAbsolute: boolean;
  readonly totals: RecordingTotals;
  readonly laps: readonly LapSample[];
  /** When this copy counts as made, Unix milliseconds; null for when it arrives. */
  readonly orderedAtMs: number | null;
  readonly series: RecordingSeries;
}
