import { distance } from "../units/distance.ts";
import { number } from "../units/numbers.ts";
import { distanceUnit } from "../units/preferences.ts";
import { duration, instant, workoutTime } from "../units/time.ts";
import type { EventRow } from "../wire/index.ts";
import { eventTitle } from "./event-title.ts";

/** A row for each event; on a phone, a block. */
export function WorkoutTable({ events }: { readonly events: readonly EventRow[] }) {
  return (
    <div class="table-frame">
      <table class="workout-table">
        <caption class="visually-hidden">Workouts, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Workout</th>
            <th scope="col">When</th>
            <th scope="col">Person</th>
            <th scope="col" class="number">
              Time
            </th>
            <th scope="col" class="number">
              Distance
            </th>
            <th scope="col" class="number">
              Power
            </th>
            <th scope="col" class="number">
              Heart rate
            </th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <Row event={event} key={event.seq} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ event }: { readonly event: EventRow }) {
  const { seq, userId, provider, startTime, receivedAt, details } = event;
  const far = details?.distanceMeters ?? null;
  const shownDistance = far === null ? null : distance(far, distanceUnit.value);
  const title = eventTitle(event);
  const kind = [details?.activity, details?.instructor].filter((part) => Boolean(part) && part !== title);
  return (
    <tr>
      <th scope="row" class="workout-name">
        <a href={`/workouts/${seq}`}>{title}</a>
        <span class="quiet small">{kind.join(" · ")}</span>
      </th>
      <td class="workout-when">
        {startTime === null ? (
          instant(receivedAt)
        ) : (
          <time dateTime={startTime}>{workoutTime(startTime)}</time>
        )}
      </td>
      <td class="workout-person">
        <span class="person">{userId}</span> <span class="quiet small">{provider}</span>
      </td>
      <Cell label="Time" value={shown(details?.durationSeconds, duration)} />
      <Cell label="Distance" value={shownDistance?.value ?? null} unit={shownDistance?.unit} />
      <Cell label="Power" value={shown(details?.averageWatts, number)} unit="W" metric="power" />
      <Cell
        label="Heart rate"
        value={shown(details?.averageHeartRateBpm, number)}
        unit="bpm"
        metric="heart"
      />
    </tr>
  );
}

interface CellProps {
  readonly label: string;
  readonly value: string | null;
  readonly unit?: string | undefined;
  readonly metric?: string;
}

function Cell({ label, value, unit, metric }: CellProps) {
  return (
    <td class="number" data-label={label} data-metric={metric} data-empty={value === null}>
      {value === null ? (
        <span class="quiet" aria-label="not stated">
          –
        </span>
      ) : (
        <>
          {value}
          {unit !== undefined && <span class="unit"> {unit}</span>}
        </>
      )}
    </td>
  );
}

function shown(value: number | null | undefined, show: (value: number) => string): string | null {
  return value === null || value === undefined ? null : show(value);
}
