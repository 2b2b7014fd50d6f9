import { html } from "hono/html";
import type { Markup } from "./page.ts";

/** What went wrong, read out at once by screen readers. Nothing when nothing did. */
export function alert(message: string | null, details: readonly string[] = []): Markup | "" {
  if (message === null) return "";
  const list =
    details.length === 0
      ? ""
      : html`<ul>
          ${details.map((detail) => html`<li>${detail}</li>`)}
        </ul>`;
  return html`<div class="alert" role="alert">
    <p>${message}</p>
    ${list}
  </div>`;
}
