import { useEffect } from "preact/hooks";
import { overview } from "../api/live.ts";
import { useRemote } from "../api/use-remote.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import type { EventDeliveries } from "../wire/index.ts";
import { Way } from "./way.tsx";

/** The event's way to each destination: how it stands there, and what was tried when. */
export function WayToDestinations({ seq }: { readonly seq: number }) {
  const { data, failure, reload } = useRemote<EventDeliveries>(`/admin/events/${seq}/deliveries`);
  const isMoving = data?.destinations.some(({ standing }) =>
    ["waiting", "in-flight", "retrying"].includes(standing),
  );
  const moved = overview.value;
  useEffect(() => {
    if (isMoving === true) reload();
  }, [moved]);

  return (
    <section aria-labelledby="way">
      <h2 id="way" class="heading">
        Its way to each destination
      </h2>
      {failure !== undefined && <FailureNotice failure={failure} what="Its deliveries" onRetry={reload} />}
      {data === undefined && failure === undefined && <Skeleton height={120} />}
      {data?.destinations.length === 0 && (
        <p class="quiet">There is no destination yet; it waits in the journal.</p>
      )}
      <ul class="ways">
        {data?.destinations.map((destination) => (
          <Way delivery={destination} receivedAt={data.receivedAt} key={destination.name} />
        ))}
      </ul>
    </section>
  );
}
