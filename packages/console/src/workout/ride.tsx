import { useEffect, useState } from "preact/hooks";
import { queryString } from "../api/query-string.ts";
import { useRemote } from "../api/use-remote.ts";
import { Curves } from "../charts/curves.tsx";
import { drawnSeries } from "../charts/metrics.ts";
import type { TimeWindow } from "../charts/time-window.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import type { Chart, EventView } from "../wire/index.ts";
import { Headline } from "./headline.tsx";
import { isOnFoot } from "./is-on-foot.ts";
import { Laps } from "./laps.tsx";
import { RouteMap } from "./route-map.tsx";
import { Zones } from "./zones.tsx";

const points = 2_000;
const restMs = 250;

/** An activity's numbers, curves, laps, zones and route. */
export function Ride({ event }: { readonly event: EventView }) {
  const path = `/admin/events/${event.seq}/chart`;
  const { data: whole, failure, reload } = useRemote<Chart>(`${path}${queryString({ points })}`);
  const [window, setWindow] = useState<TimeWindow | null>(null);
  const [closer, setCloser] = useState<string | null>(null);
  const [seconds, setSeconds] = useState<number | null>(null);
  const { data: part } = useRemote<Chart>(closer);

  // A part of what was put together has more to show: it is asked for when the window has come to rest.
  const isPart = whole !== undefined && window !== null && window.to - window.from < whole.durationSeconds;
  const canShowMore = isPart && whole.reduced;
  useEffect(() => {
    if (window === null || !canShowMore) {
      setCloser(null);
      return;
    }
    const [from, to] = [Math.floor(window.from), Math.ceil(window.to)];
    const timer = setTimeout(() => setCloser(`${path}${queryString({ from, to, points })}`), restMs);
    return () => clearTimeout(timer);
  }, [window, canShowMore]);

  if (whole === undefined) {
    if (failure === undefined) return <Skeleton height={420} label="Loading the curves" />;
    return (
      <>
        <Headline event={event} chart={null} />
        <FailureNotice failure={failure} what="The curves" onRetry={reload} />
      </>
    );
  }
  const shownWindow = window ?? { from: 0, to: whole.durationSeconds };
  const covers =
    part !== undefined && part.fromSeconds <= shownWindow.from + 1 && part.toSeconds >= shownWindow.to - 1;
  const hasAside = whole.zones.length > 0 || whole.position !== null;
  return (
    <>
      <Headline event={event} chart={whole} />
      <div class="ride" data-aside={hasAside}>
        <section class="card" aria-labelledby="curves-heading">
          <h2 id="curves-heading">Curves</h2>
          {drawnSeries(whole.series).length === 0 ? (
            <p class="quiet">This workout came without samples, so there is nothing to draw.</p>
          ) : (
            <Curves
              chart={covers ? part : whole}
              window={shownWindow}
              onFoot={isOnFoot(event.details)}
              onWindow={setWindow}
              onCursor={setSeconds}
            />
          )}
        </section>
        {hasAside && (
          <div class="ride-aside">
            {whole.position !== null && <RouteMap position={whole.position} seconds={seconds} />}
            {whole.zones.length > 0 && <Zones zones={whole.zones} />}
          </div>
        )}
      </div>
      {whole.laps.length > 0 && <Laps laps={whole.laps} onChoose={setWindow} />}
    </>
  );
}
