import { html } from "hono/html";
import type { Markup } from "./page.ts";

const zones = html`${Intl.supportedValuesOf("timeZone").map((zone) => html`<option>${zone}</option>`)}`;

/** Asks for the zone of local times. Empty: what a file says, and else what is configured. */
export function zoneField(): Markup {
  return html`<label for="zone">Time zone of the workouts</label>
    <select id="zone" name="zone" aria-describedby="zone-hint">
      <option value="">As the files say</option>
      ${zones}
    </select>
    <p class="hint" id="zone-hint">
      Some files do not say in which time zone their times are. Choose the one you work out in.
    </p>`;
}
