import type { TimeFrame } from "../recording/time-frame.ts";
import type { XmlElement } from "../xml/xml-element.ts";
import { xmlError } from "../xml/xml-error.ts";
import { childOf, childrenOf, numberOf, textOf } from "../xml/xml-fields.ts";

/** One `Trackpoint`. Null where it does not say. */
export interface Trackpoint {
  readonly timeMs: number;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly altitudeMeters: number | null;
  /** Since the start of the activity. */
  readonly distanceMeters: number | null;
  readonly bpm: number | null;
  readonly cadenceRpm: number | null;
  readonly watts: number | null;
  readonly speedMetersPerSecond: number | null;
  /** Since the start; an addition of iFit's. */
  readonly caloriesKcal: number | null;
}

/**
 * Reads a trackpoint, its children in any order and its extensions under any prefix.
 *
 * @throws {IngestError} that names line and column, for a point without a time or with what is no number.
 */
export function readTrackpoint(point: XmlElement, frame: TimeFrame): Trackpoint {
  const time = textOf(point, "Time");
  const timeMs = time === null ? null : frame.read(time);
  if (timeMs === null) {
    throw xmlError(
      point,
      time === null
        ? "This Trackpoint has no Time."
        : "Time of this Trackpoint is no time as in the rest of the file.",
    );
  }
  const extensions = childrenOf(point, "Extensions").flatMap((each) => childrenOf(each, "TPX"));
  const extended = (name: string): number | null =>
    extensions.map((extension) => numberOf(extension, name)).find((value) => value !== null) ?? null;
  return {
    timeMs,
    ...readPosition(point),
    altitudeMeters: numberOf(point, "AltitudeMeters"),
    distanceMeters: numberOf(point, "DistanceMeters"),
    bpm: readBpm(point, "HeartRateBpm"),
    cadenceRpm: numberOf(point, "Cadence") ?? extended("RunCadence"),
    watts: extended("Watts"),
    speedMetersPerSecond: extended("Speed"),
    caloriesKcal: numberOf(point, "Calories"),
  };
}

/** `<HeartRateBpm><Value>131</Value></HeartRateBpm>`; 0 stands for a strap that is not worn. */
export function readBpm(parent: XmlElement, name: string): number | null {
  const heartRate = childOf(parent, name);
  const bpm = heartRate === null ? null : numberOf(heartRate, "Value");
  return bpm !== null && bpm > 0 ? bpm : null;
}

function readPosition(point: XmlElement): Pick<Trackpoint, "latitude" | "longitude"> {
  const position = childOf(point, "Position");
  const latitude = position && numberOf(position, "LatitudeDegrees");
  const longitude = position && numberOf(position, "LongitudeDegrees");
  if (latitude === null || longitude === null) return { latitude: null, longitude: null };
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    throw xmlError(point, "Position of this Trackpoint is nowhere on Earth.");
  }
  return { latitude, longitude };
}
