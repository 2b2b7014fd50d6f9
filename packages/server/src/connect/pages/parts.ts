import { html } from "hono/html";
import type { ConnectSession } from "../session.ts";
import type { Markup } from "./page.ts";

/** What forms and links of one link's pages are made with. */
export interface PageLinks {
  /** Path of the link as browsers see it, without a slash at its end. */
  readonly base: string;
  /** For the hidden field of every form. */
  readonly csrf: string;
}

/** For whom this is, in the app's own words, so that a person notices a link that is not theirs. */
export function personNote({ referenceId }: ConnectSession): Markup | "" {
  return referenceId === null ? "" : html`<p class="quiet">For <strong>${referenceId}</strong></p>`;
}

export function hiddenField({ csrf }: PageLinks): Markup {
  return html`<input type="hidden" name="csrf" value="${csrf}" />`;
}

export function cancelForm(links: PageLinks): Markup {
  return html`<form method="post" action="${links.base}/cancel">
    ${hiddenField(links)}<button class="plain">Cancel</button>
  </form>`;
}

export function linkNote({ expiresAtMs }: ConnectSession): Markup {
  const iso = new Date(expiresAtMs).toISOString();
  return html`<footer>
    <p>This link works once, until <time datetime="${iso}">${iso.slice(11, 16)} UTC</time>.</p>
  </footer>`;
}
