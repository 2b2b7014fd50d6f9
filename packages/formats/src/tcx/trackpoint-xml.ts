import { element } from "./element.ts";
import * as limits from "./limits.ts";
import type { Source } from "./read-source.ts";
import type { Trackpoint } from "./trackpoints.ts";

/** A `Trackpoint`, its children in the order of the schema. */
export function trackpointXml(point: Trackpoint, { sport, time }: Source): string {
  const cadence = limits.cadence(point.cadenceRpm ?? null);
  const isRun = sport === "Running";
  const extension =
    element("x:Speed", point.speedMetersPerSecond ?? null) +
    (isRun ? element("x:RunCadence", cadence) : "") +
    element("x:Watts", limits.short(point.watts ?? null));
  return [
    "<Trackpoint>",
    element("Time", time(point.timeMs)),
    positionXml(point),
    element("AltitudeMeters", point.altitudeMeters ?? null),
    element("DistanceMeters", point.distanceMeters ?? null),
    element("HeartRateBpm", element("Value", limits.bpm(point.bpm ?? null))),
    isRun ? "" : element("Cadence", cadence),
    element("Extensions", element("x:TPX", extension)),
    "</Trackpoint>\n",
  ].join("");
}

/** Nothing where it is not on Earth. The antimeridian has one name in the schema: -180. */
function positionXml({ latitude, longitude }: Trackpoint): string {
  if (latitude === undefined || longitude === undefined) return "";
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return "";
  const degrees = longitude === 180 ? -180 : longitude;
  return element("Position", element("LatitudeDegrees", latitude) + element("LongitudeDegrees", degrees));
}
