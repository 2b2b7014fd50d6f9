import { overview } from "../api/live.ts";
import { mayAct } from "../api/session.ts";
import { DestinationState } from "../parts/destination-state.tsx";
import { PauseButton } from "../destinations/pause-button.tsx";
import { count } from "../units/numbers.ts";

/** Each destination in a line, to pause it or let it go on. */
export function Pauses() {
  const destinations = overview.value?.destinations ?? [];
  if (destinations.length === 0) return null;
  return (
    <ul class="pauses" aria-label="Destinations">
      {destinations.map((destination) => (
        <li class="card" key={destination.name}>
          <a href={`/destinations#${encodeURIComponent(destination.name)}`}>{destination.name}</a>
          <DestinationState destination={destination} />
          <span class="quiet small">
            {destination.lagEvents === 0 ? "up to date" : `${count(destination.lagEvents, "event")} behind`}
          </span>
          {mayAct.value && <PauseButton destination={destination} />}
        </li>
      ))}
    </ul>
  );
}
