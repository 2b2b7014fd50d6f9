import { useEffect } from "preact/hooks";
import { arrivals } from "../api/live.ts";
import { useRemote } from "../api/use-remote.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { distance } from "../units/distance.ts";
import { number } from "../units/numbers.ts";
import { distanceUnit } from "../units/preferences.ts";
import { ago, duration } from "../units/time.ts";
import type { EventDetails, EventPage } from "../wire/index.ts";
import { eventTitle } from "../workouts/event-title.ts";

const shownEvents = 7;
const restMs = 800;

/** What came in last, newest first. Grows by itself. */
export function Arrivals({ now }: { readonly now: string }) {
  const { data, failure, reload } = useRemote<EventPage>(
    `/admin/events?order=newest&newest=true&details=true&limit=${shownEvents}`,
  );
  const latest = arrivals.value;
  useEffect(() => {
    if (latest === null) return;
    const timer = setTimeout(reload, restMs);
    return () => clearTimeout(timer);
  }, [latest]);

  return (
    <section class="card arrivals" aria-labelledby="arrivals-heading">
      <div class="row spread heading">
        <h2 id="arrivals-heading">Just in</h2>
        <a href="/workouts">All workouts</a>
      </div>
      {failure !== undefined && data === undefined && (
        <FailureNotice failure={failure} what="The newest events" onRetry={reload} />
      )}
      {data === undefined && failure === undefined && <Skeleton height={220} />}
      <ol>
        {data?.events.map((event) => (
          <li key={event.seq}>
            <a href={`/workouts/${event.seq}`}>{eventTitle(event)}</a>
            <span class="quiet small">
              {event.userId} · {event.provider} · {facts(event.details ?? null)}
            </span>
            <time class="quiet small" dateTime={event.receivedAt}>
              {ago(event.receivedAt, now)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function facts(details: EventDetails | null): string {
  if (details === null) return "";
  const { durationSeconds, distanceMeters, averageWatts } = details;
  const far = distanceMeters === null ? null : distance(distanceMeters, distanceUnit.value);
  return [
    durationSeconds === null ? null : duration(durationSeconds),
    far === null ? null : `${far.value} ${far.unit}`,
    averageWatts === null ? null : `${number(averageWatts)} W`,
  ]
    .filter((part) => part !== null)
    .join(" · ");
}
