import { useMemo } from "preact/hooks";
import type { ChartPosition } from "../wire/index.ts";
import { indexAt, project, routeSize } from "./project-route.ts";

interface RouteMapProps {
  readonly position: ChartPosition;
  /** The shared cursor, in seconds since the start. */
  readonly seconds: number | null;
}

/** The track alone, north up: no tiles, so nobody is told where somebody rides. */
export function RouteMap({ position, seconds }: RouteMapProps) {
  const route = useMemo(() => project(position.points), [position]);
  const first = route.at(0);
  const last = route.at(-1);
  if (first === undefined || last === undefined) return null;
  const line = `M${route.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}`;
  const here =
    seconds === null || position.time === null ? undefined : route[indexAt(position.time, seconds)];
  return (
    <section class="card" aria-labelledby="map-heading">
      <h2 id="map-heading">Route</h2>
      <svg
        class="route"
        viewBox={`0 0 ${routeSize} ${routeSize}`}
        role="img"
        aria-label="The route from its start to its end, north up."
      >
        <path d={line} class="route-edge" />
        <path d={line} class="route-line" />
        <circle cx={first[0]} cy={first[1]} r="5" class="route-start" />
        <path d={`M${last[0] - 4.5} ${last[1] - 4.5}h9v9h-9Z`} class="route-end" />
        {here !== undefined && <circle cx={here[0]} cy={here[1]} r="6.5" class="route-here" />}
      </svg>
      <p class="quiet small">Start ● · end ■ · drawn here; no map service is asked</p>
    </section>
  );
}
