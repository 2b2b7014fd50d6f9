import type { LatLng } from "@musette/core";
import { placeAt, type Route } from "./route.ts";

export interface RouteEnds {
  readonly start: LatLng | null;
  readonly center: LatLng | null;
  readonly end: LatLng | null;
}

/** The first, middle and last place of a route; null where it has none. */
export function routeEnds(route: Route | null): RouteEnds {
  const places =
    route === null
      ? []
      : route.seconds.map((_, index) => placeAt(route, index)).filter((place) => place !== null);
  return {
    start: places[0] ?? null,
    center: places[Math.floor((places.length - 1) / 2)] ?? null,
    end: places.at(-1) ?? null,
  };
}
