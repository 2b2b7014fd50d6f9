import { firstInexactMs } from "../recording/time-frame.ts";
import type { TimeFrame } from "../recording/time-frame.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { xmlError } from "../xml/xml-error.ts";
import { attributeOf, childrenOf, numberOf, textOf } from "../xml/xml-fields.ts";
import { readBpm, readTrackpoint, type Trackpoint } from "./trackpoint.ts";

/** One `Lap`. Null where it does not say; a distance or calories of 0 are what a file must write for that. */
export interface Lap {
  readonly startMs: number;
  /** Pauses left out. */
  readonly totalSeconds: number;
  readonly distanceMeters: number | null;
  readonly caloriesKcal: number | null;
  readonly averageBpm: number | null;
  readonly maxBpm: number | null;
  readonly averageSpeedMetersPerSecond: number | null;
  readonly maxSpeedMetersPerSecond: number | null;
  readonly averageCadenceRpm: number | null;
  readonly maxCadenceRpm: number | null;
  readonly averageWatts: number | null;
  readonly maxWatts: number | null;
  readonly steps: number | null;
  /** `Manual`, `Distance`, `Location`, `Time`, `HeartRate`. */
  readonly triggerMethod: string | null;
  readonly points: readonly Trackpoint[];
}

/** @throws {IngestError} that names line and column, for a lap without a start or a duration that can be. */
export function readLap(lap: XmlElement, frame: TimeFrame): Lap {
  const startTime = attributeOf(lap, "StartTime");
  const startMs = startTime === null ? null : frame.read(startTime);
  if (startMs === null) throw xmlError(lap, "This Lap has no StartTime as in the rest of the file.");
  const totalSeconds = numberOf(lap, "TotalTimeSeconds");
  if (totalSeconds === null || totalSeconds < 0) throw xmlError(lap, "This Lap has no TotalTimeSeconds.");
  if (startMs + totalSeconds * 1_000 >= firstInexactMs) {
    throw xmlError(lap, "This Lap has a TotalTimeSeconds that leads behind the year 2255.");
  }
  const extensions = childrenOf(lap, "Extensions").flatMap((each) => childrenOf(each, "LX"));
  const extended = (name: string): number | null =>
    extensions.map((extension) => numberOf(extension, name)).find((value) => value !== null) ?? null;
  const tracks = childrenOf(lap, "Track");
  return {
    startMs,
    totalSeconds,
    distanceMeters: nonZero(numberOf(lap, "DistanceMeters")),
    caloriesKcal: nonZero(numberOf(lap, "Calories")),
    averageBpm: readBpm(lap, "AverageHeartRateBpm"),
    maxBpm: readBpm(lap, "MaximumHeartRateBpm"),
    averageSpeedMetersPerSecond: extended("AvgSpeed"),
    maxSpeedMetersPerSecond: numberOf(lap, "MaximumSpeed"),
    averageCadenceRpm: numberOf(lap, "Cadence") ?? extended("AvgRunCadence"),
    maxCadenceRpm: extended("MaxBikeCadence") ?? extended("MaxRunCadence"),
    averageWatts: extended("AvgWatts"),
    maxWatts: extended("MaxWatts"),
    steps: extended("Steps"),
    triggerMethod: textOf(lap, "TriggerMethod")?.trim() ?? null,
    points: tracks.flatMap((track) =>
      childrenOf(track, "Trackpoint").map((point) => readTrackpoint(point, frame)),
    ),
  };
}

function nonZero(value: number | null): number | null {
  return value === 0 ? null : value;
}
