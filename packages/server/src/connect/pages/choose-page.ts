import { html } from "hono/html";
import type { Provider } from "../providers.ts";
import type { ConnectSession } from "../session.ts";
import { cancelForm, linkNote, personNote, type PageLinks } from "./parts.ts";
import type { Page } from "./page.ts";

/** Where a person says what to connect. */
export function choosePage(session: ConnectSession, providers: readonly Provider[], links: PageLinks): Page {
  const choices = providers.map(
    ({ name, slug }) => html`<li><a class="button" href="${links.base}/${slug}">${name}</a></li>`,
  );
  const content = html`<h1>Connect your workouts</h1>
    ${personNote(session)}
    <p>Where do you work out?</p>
    <ul class="choices">
      ${choices}
    </ul>
    ${cancelForm(links)} ${linkNote(session)}`;
  return { status: 200, title: "Connect your workouts", content, leadsTo: [session.failureUrl] };
}
