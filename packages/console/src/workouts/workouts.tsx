import { useEffect, useState } from "preact/hooks";
import { arrivals } from "../api/live.ts";
import { queryString } from "../api/query-string.ts";
import { useRemote } from "../api/use-remote.ts";
import { navigate, search, withParameters } from "../navigation/location.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PagesOfList } from "../parts/pages-of-list.tsx";
import { PageTitle } from "../parts/page-title.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import type { EventPage } from "../wire/index.ts";
import { Filters } from "./filters.tsx";
import { NoWorkouts } from "./no-workouts.tsx";
import { WorkoutTable } from "./workout-table.tsx";
import "../style/workouts.css";

const pageSize = 50;
const restMs = 700;

/** The journal's events, newest first, a page at a time: as fast with a million as with ten. */
export function Workouts() {
  const shown = search.value;
  const after = shown.get("after");
  const type = shown.get("type") ?? "activity";
  const from = shown.get("from");
  const to = shown.get("to");
  const pathAt = (place: string | null) =>
    `/admin/events${queryString({
      user: shown.get("user"),
      type: type === "any" ? null : type,
      provider: shown.get("provider"),
      from,
      to,
      by: from === null && to === null ? null : "item",
      newest: true,
      order: "newest",
      details: true,
      limit: pageSize,
      after: place,
    })}`;
  // The server looks a moment and answers with what it has found: where that is nothing yet, it is asked to go on.
  const asked = pathAt(after);
  const [further, setFurther] = useState<{ readonly of: string; readonly place: string } | null>(null);
  const place = further?.of === asked ? further.place : after;
  const { data, failure, loading, reload } = useRemote<EventPage>(pathAt(place));
  const isLooking = data?.events.length === 0 && data.next !== null;
  useEffect(() => {
    if (data?.events.length === 0 && data.next !== null) setFurther({ of: asked, place: data.next });
  }, [data]);

  // The first page is kept new; deeper ones stay as they are while somebody reads them.
  const latest = arrivals.value;
  useEffect(() => {
    if (latest === null || place !== null) return;
    const timer = setTimeout(reload, restMs);
    return () => clearTimeout(timer);
  }, [latest, place]);

  const next = data?.next ?? null;
  return (
    <div class="stack">
      <PageTitle title="Workouts" />
      <Filters />
      {failure !== undefined && <FailureNotice failure={failure} what="The list" onRetry={reload} />}
      {(isLooking || (data === undefined && failure === undefined)) && (
        <>
          {place !== after && (
            <p class="quiet" role="status">
              Nothing yet; looking further back…
            </p>
          )}
          <Skeleton height={420} />
        </>
      )}
      {data !== undefined && data.events.length === 0 && next === null && <NoWorkouts />}
      {data !== undefined && data.events.length > 0 && (
        <div aria-busy={loading}>
          <WorkoutTable events={data.events} />
        </div>
      )}
      <PagesOfList
        first="Newest"
        next="Older"
        onFirst={after === null ? null : () => navigate(withParameters({ after: null }))}
        onNext={
          next === null
            ? null
            : () => {
                navigate(withParameters({ after: next }));
                window.scrollTo({ top: 0 });
              }
        }
      />
    </div>
  );
}
