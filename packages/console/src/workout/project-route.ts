import type { ChartPosition } from "../wire/index.ts";

type Point = readonly [number, number];

/** The drawing's side, in its own units. */
export const routeSize = 300;
const margin = 18;

/** Degrees to places in the drawing: a degree of longitude is shorter away from the equator. */
export function project(points: ChartPosition["points"]): readonly Point[] {
  let [south, north, west, east] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [latitude, longitude] of points) {
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
  }
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const width = (east - west) * shrink;
  const height = north - south;
  const scale = (routeSize - 2 * margin) / Math.max(width, height, 1e-9);
  const left = (routeSize - width * scale) / 2;
  const top = (routeSize - height * scale) / 2;
  return points.map(([latitude, longitude]) => [
    left + (longitude - west) * shrink * scale,
    top + (north - latitude) * scale,
  ]);
}

/** The last of growing times that is not after `seconds`. */
export function indexAt(time: readonly number[], seconds: number): number {
  let low = 0;
  let high = time.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((time[middle] ?? 0) <= seconds) low = middle;
    else high = middle - 1;
  }
  return low;
}
