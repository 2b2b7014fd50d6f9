import type { DistanceSample, PositionSample } from "@musette/core";
import { placeAt, type Route } from "./route.ts";
import { sampleListsOn } from "./sample-lists.ts";

/** Places and covered distances along a route; both empty indoors. */
export function routeSamples(
  route: Route | null,
  timestampAt: (second: number) => string,
): { readonly positions: readonly PositionSample[]; readonly distances: readonly DistanceSample[] } {
  if (route === null) return { positions: [], distances: [] };
  const { moments, list } = sampleListsOn(route.seconds, timestampAt);
  return {
    positions: moments.flatMap((moment, index) => {
      const place = placeAt(route, index);
      return place === null ? [] : [{ ...moment, coords_lat_lng_deg: place }];
    }),
    distances: list({ values: route.distancesMeters, factor: 1, zeroIsMissing: false }, (moment, meters) => ({
      ...moment,
      distance_meters: meters,
    })),
  };
}
