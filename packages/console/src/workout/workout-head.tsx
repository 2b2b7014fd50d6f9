import { Icon } from "../parts/icon.tsx";
import { PageTitle } from "../parts/page-title.tsx";
import { instant, workoutTime } from "../units/time.ts";
import type { EventView, WorkoutDownload } from "../wire/index.ts";

const formatNames: Readonly<Record<WorkoutDownload, string>> = {
  fit: "FIT",
  tcx: "TCX",
  fhir: "FHIR R4",
  "fhir-r5": "FHIR R5",
  json: "JSON",
  csv: "CSV",
};

/** What it is, whose and from when, and its downloads. */
export function WorkoutHead({ event, title }: { readonly event: EventView; readonly title: string }) {
  const { seq, startTime, userId, provider, details, superseded, receivedAt, downloads } = event;
  const kind = [details?.activity, details?.instructor, details?.deviceName].filter(
    (part) => Boolean(part) && part !== title,
  );
  return (
    <header class="workout-head">
      <p class="crumb">
        <a href="/workouts">Workouts</a>
      </p>
      <PageTitle title={title} />
      <p class="workout-facts">
        {startTime !== null && <time dateTime={startTime}>{workoutTime(startTime)}</time>}
        <span>
          {userId} <span class="quiet">on {provider}</span>
        </span>
        {kind.length > 0 && <span class="quiet">{kind.join(" · ")}</span>}
        <span class="quiet">arrived {instant(receivedAt)}</span>
      </p>
      {superseded && (
        <p class="notice" data-tone="warn">
          A newer revision of this item has arrived since.
        </p>
      )}
      {downloads.length > 0 && (
        <ul class="row downloads" aria-label="Download as">
          {downloads.map((format) => (
            <li key={format}>
              <a class="button slim" href={`/admin/events/${seq}/as/${format}`} download>
                <Icon name="down" />
                {formatNames[format]}
              </a>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}
