import { duration } from "../units/time.ts";
import type { ChartZone } from "../wire/index.ts";

/** Time in each heart rate zone. */
export function Zones({ zones }: { readonly zones: readonly ChartZone[] }) {
  const total = zones.reduce((sum, { seconds }) => sum + seconds, 0);
  const most = Math.max(1, ...zones.map(({ seconds }) => seconds));
  return (
    <section class="card" aria-labelledby="zones-heading">
      <h2 id="zones-heading">Heart rate zones</h2>
      <table class="zones">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">Zone</th>
            <th scope="col">Time</th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {zones.map(({ name, fromBpm, toBpm, seconds }, index) => (
            <tr key={name}>
              <th scope="row">
                {name}
                {(fromBpm !== null || toBpm !== null) && (
                  <span class="quiet small"> {range(fromBpm, toBpm)}</span>
                )}
                <svg class="zone-bar" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
                  <rect width="100" height="3" fill="var(--sunk)" />
                  <rect
                    width={(seconds / most) * 100}
                    height="3"
                    fill="var(--heart)"
                    opacity={0.45 + (0.55 * (index + 1)) / zones.length}
                  />
                </svg>
              </th>
              <td class="number">{duration(seconds)}</td>
              <td class="number quiet small">{total === 0 ? 0 : Math.round((seconds / total) * 100)} %</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function range(from: number | null, to: number | null): string {
  if (from === null) return `below ${to} bpm`;
  return to === null ? `from ${from} bpm` : `${from}–${to} bpm`;
}
