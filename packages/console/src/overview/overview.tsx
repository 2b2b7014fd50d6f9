import { useEffect, useState } from "preact/hooks";
import { connection } from "../api/connection.ts";
import { overview } from "../api/live.ts";
import { useRemote } from "../api/use-remote.ts";
import { FailureNotice } from "../parts/failure-notice.tsx";
import { PageTitle } from "../parts/page-title.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import type { Overview as OverviewAnswer } from "../wire/index.ts";
import { Arrivals } from "./arrivals.tsx";
import { DestinationCard } from "./destination-card.tsx";
import { FirstWorkout } from "./first-workout.tsx";
import { JournalCard } from "./journal-card.tsx";
import { Rates } from "./rates.tsx";
import { statement } from "./statement.ts";
import "../style/overview.css";

/** So long the stream may take; it mostly comes at once, and what it brings would be drawn twice. */
const streamMs = 700;

function useIsLate(afterMs: number): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs]);
  return isLate;
}

/** Where everything stands. Live; asked for once where the stream does not come. */
export function Overview() {
  const isLate = useIsLate(streamMs);
  const isComing = overview.value !== null || connection.value === "live" || !isLate;
  const asked = useRemote<OverviewAnswer>(isComing ? null : "/admin/overview");
  const shown = overview.value ?? asked.data;
  if (shown === undefined) {
    return (
      <>
        <PageTitle title="Overview" />
        {asked.failure === undefined ? (
          <Skeleton height={360} />
        ) : (
          <FailureNotice failure={asked.failure} what="The overview" onRetry={asked.reload} />
        )}
      </>
    );
  }
  const { tone, headline, detail } = statement(shown);
  return (
    <div class="overview">
      <section class="lead" data-tone={tone}>
        <div>
          <PageTitle title="Overview" isLong={headline.length > 40}>
            {headline}
          </PageTitle>
          <p>{detail}</p>
        </div>
        <Rates rates={shown.rates} />
      </section>
      {shown.journal.events === 0 && <FirstWorkout />}
      <section aria-labelledby="destinations-heading">
        <div class="row spread heading">
          <h2 id="destinations-heading">Destinations</h2>
          <a href="/destinations">Configuration and checks</a>
        </div>
        {shown.destinations.length === 0 ? (
          <p class="card quiet">
            None is configured. What arrives is kept in the journal, and the first destination you add gets
            all of it.
          </p>
        ) : (
          <ul class="destination-cards">
            {shown.destinations.map((destination) => (
              <DestinationCard destination={destination} now={shown.now} key={destination.name} />
            ))}
          </ul>
        )}
        {shown.unconfigured.map(({ name, lagEvents, advice }) => (
          <p class="notice" data-tone="warn" key={name}>
            <strong>{name}</strong> is not configured any more and is {lagEvents} events behind. {advice}
          </p>
        ))}
      </section>
      <div class="overview-rest">
        {shown.journal.events > 0 && <Arrivals now={shown.now} />}
        <JournalCard overview={shown} />
      </div>
    </div>
  );
}
