import type { LatLng } from "@musette/core";
import { conversionFactor } from "./conversion-factor.ts";
import { isObject, numberOf, secondsOf } from "./fields.ts";
import { readList } from "./read-list.ts";
import { distanceInMeters } from "./units.ts";
import { unrecognised } from "./unrecognised.ts";

/**
 * Where an outdoor workout went: four lists of one length, null where nothing is stated. A type and
 * not an interface, so that it can be taken for a record of lists.
 */
export type Route = {
  /** Since the start of the workout. A route has a clock of its own, not that of the metrics. */
  readonly seconds: readonly number[];
  readonly latitudes: readonly (number | null)[];
  readonly longitudes: readonly (number | null)[];
  /** Covered since the start. */
  readonly distancesMeters: readonly (number | null)[];
};

/**
 * Reads `location_data`: segments with coordinates. Indoors it is empty, null or not there.
 *
 * @throws {IngestError} `ingest.unrecognised` where it has another shape, or distances in an unknown unit.
 */
export function readRoute(list: unknown, pointer: string): Route | null {
  const points = readList(list, pointer).flatMap((segment, index) => {
    const at = `${pointer}/${index}`;
    if (!isObject(segment)) throw unrecognised(at, "a segment with coordinates");
    return readList(segment["coordinates"], `${at}/coordinates`).map((point, index) =>
      readPoint(point, `${at}/coordinates/${index}`),
    );
  });
  if (points.length === 0) return null;
  return {
    seconds: points.map((point) => point.second),
    latitudes: points.map((point) => point.latitude),
    longitudes: points.map((point) => point.longitude),
    distancesMeters: points.map((point) => point.distanceMeters),
  };
}

interface Point {
  readonly second: number;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly distanceMeters: number | null;
}

function readPoint(point: unknown, pointer: string): Point {
  if (!isObject(point)) throw unrecognised(pointer, "a coordinate");
  const second = secondsOf(point["seconds_offset_from_start"]);
  if (second === null) throw unrecognised(`${pointer}/seconds_offset_from_start`, "a number of seconds");
  return {
    second,
    latitude: numberOf(point["latitude"]),
    longitude: numberOf(point["longitude"]),
    distanceMeters: coveredMeters(
      numberOf(point["distance"]),
      point["distance_display_unit"],
      `${pointer}/distance_display_unit`,
    ),
  };
}

function coveredMeters(distance: number | null, unit: unknown, pointer: string): number | null {
  return distance === null ? null : distance * conversionFactor(unit, distanceInMeters, pointer);
}

/** The place at a point of the route; null where it is not stated whole. */
export function placeAt(route: Route, index: number): LatLng | null {
  const latitude = route.latitudes[index] ?? null;
  const longitude = route.longitudes[index] ?? null;
  return latitude === null || longitude === null ? null : [latitude, longitude];
}
