import { useEffect } from "preact/hooks";
import { overview } from "../api/live.ts";
import { useRemote } from "../api/use-remote.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { Icon } from "../parts/icon.tsx";
import { PageTitle } from "../parts/page-title.tsx";
import { ReadOnlyNote } from "../parts/read-only-note.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import type { DestinationsAnswer } from "../wire/index.ts";
import { DestinationPanel } from "./destination-panel.tsx";
import "../style/destinations.css";

/** Each destination: its configuration, a check, and a test. */
export function Destinations() {
  const { data, failure, reload } = useRemote<DestinationsAnswer>("/admin/destinations");
  const live = overview.value;
  const shown = live?.destinations ?? data?.destinations;
  const isThere = shown !== undefined;

  // The overview's cards link to one of them.
  useEffect(() => {
    const named = decodeURIComponent(window.location.hash.slice(1));
    if (isThere && named !== "") document.getElementById(`destination-${named}`)?.scrollIntoView();
  }, [isThere]);

  return (
    <div class="stack">
      <PageTitle title="Destinations" />
      <ReadOnlyNote />
      {failure !== undefined && !isThere && (
        <FailureNotice failure={failure} what="The destinations" onRetry={reload} />
      )}
      {!isThere && failure === undefined && <Skeleton height={320} />}
      {shown?.length === 0 && (
        <div class="card empty">
          <Icon name="places" />
          <h2>No destination yet</h2>
          <p>
            Name one under <code>destinations:</code> in the configuration. What has arrived until then waits
            in the journal and goes there too.
          </p>
        </div>
      )}
      <ul class="panels">
        {shown?.map((destination) => (
          <DestinationPanel
            destination={destination}
            now={live?.now ?? new Date().toISOString()}
            key={destination.name}
          />
        ))}
      </ul>
    </div>
  );
}
