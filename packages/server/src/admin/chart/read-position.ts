import type { ChartPosition } from "@musette/console";
import { textAt, valueAt } from "@musette/core";
import { createSecondsOf } from "./read-series.ts";

type Place = readonly [latitude: number, longitude: number];

/** The way that an activity took; null: it does not say. At most `points`, of which the first and last stay. */
export function readPosition(item: unknown, startTime: string | null, points: number): ChartPosition | null {
  const samples = valueAt(item, "position_data", "position_samples");
  const secondsOf = createSecondsOf(startTime);
  const placed = (Array.isArray(samples) ? samples : []).flatMap(
    (sample: unknown): [Place, number | null][] => {
      const coordinates = valueAt(sample, "coords_lat_lng_deg");
      if (!Array.isArray(coordinates)) return [];
      const [latitude, longitude] = coordinates as unknown[];
      if (typeof latitude !== "number" || typeof longitude !== "number") return [];
      return [[[latitude, longitude], secondsOf(sample)]];
    },
  );
  if (placed.length > 0) {
    const kept = thin(placed, points);
    const time = kept.flatMap(([, at]) => (at === null ? [] : [at]));
    return { points: kept.map(([place]) => place), time: time.length === kept.length ? time : null };
  }
  const drawn = decodePolyline(textAt(item, "polyline_map_data", "summary_polyline") ?? "");
  return drawn.length === 0 ? null : { points: thin(drawn, points), time: null };
}

function thin<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => items[Math.round(index * step)]).filter(
    (item) => item !== undefined,
  );
}

/**
 * Google's encoded polyline, with five decimals.
 *
 * @see https://developers.google.com/maps/documentation/utilities/polylinealgorithm
 */
function decodePolyline(text: string): readonly Place[] {
  const numbers: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of text) {
    const bits = (character.codePointAt(0) ?? 0) - 63;
    if (bits < 0 || bits > 63) return [];
    value += (bits & 31) * 2 ** shift;
    shift += 5;
    if (bits >= 32) continue;
    numbers.push(value % 2 === 1 ? -(value + 1) / 2 : value / 2);
    value = 0;
    shift = 0;
  }
  const places: Place[] = [];
  let latitude = 0;
  let longitude = 0;
  for (let index = 0; index + 1 < numbers.length; index += 2) {
    latitude += numbers[index] ?? 0;
    longitude += numbers[index + 1] ?? 0;
    places.push([latitude / 1e5, longitude / 1e5]);
  }
  return places;
}
