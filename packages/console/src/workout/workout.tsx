import { useRemote } from "../api/use-remote.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageTitle } from "../parts/page-title.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import type { EventView } from "../wire/index.ts";
import { eventTitle } from "../workouts/event-title.ts";
import { Compare } from "./compare.tsx";
import { Ride } from "./ride.tsx";
import { WayToDestinations } from "./way-to-destinations.tsx";
import { WorkoutHead } from "./workout-head.tsx";
import "../style/workout.css";

/** One event: as a person wants to see it, then as it went and as it came. */
export function Workout({ id }: { readonly id: string }) {
  const { data, failure, reload } = useRemote<EventView>(`/admin/events/${encodeURIComponent(id)}`);
  if (data === undefined) {
    return (
      <div class="stack">
        <PageTitle title="Workout" />
        {failure === undefined ? (
          <Skeleton height={480} />
        ) : (
          <>
            <FailureNotice failure={failure} what="This event" onRetry={reload} />
            <p>
              <a href="/workouts">All workouts</a>
            </p>
          </>
        )}
      </div>
    );
  }
  return (
    <div class="workout">
      <WorkoutHead event={data} title={eventTitle(data)} />
      {data.type === "activity" && <Ride event={data} />}
      <WayToDestinations seq={data.seq} />
      <Compare event={data} />
    </div>
  );
}
