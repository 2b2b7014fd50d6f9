import type { RecordingSeries } from "../recording/recording.ts";
import { emptySeries, type Series, seriesOf } from "../recording/series.ts";
import type { Trackpoint } from "./trackpoint.ts";

/** The series of trackpoints, which are in the order of their times. */
export function tcxSeries(points: readonly Trackpoint[]): RecordingSeries {
  const timesMs = points.map(({ timeMs }) => timeMs);
  const column = (name: keyof Trackpoint): Series =>
    seriesOf(
      timesMs,
      points.map((point) => point[name]),
    );
  return {
    bpm: column("bpm"),
    watts: column("watts"),
    cadenceRpm: column("cadenceRpm"),
    speedMetersPerSecond: column("speedMetersPerSecond"),
    distanceMeters: column("distanceMeters"),
    elevationMeters: column("altitudeMeters"),
    latitude: column("latitude"),
    longitude: column("longitude"),
    caloriesKcal: column("caloriesKcal"),
    resistancePercentage: emptySeries,
    resistanceLevel: emptySeries,
    inclinePercentage: emptySeries,
  };
}
