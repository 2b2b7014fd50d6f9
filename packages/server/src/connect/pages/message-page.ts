import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { alert } from "./alert.ts";
import type { Page } from "./page.ts";

/** A page that says one thing, and perhaps where to go on. */
export function messagePage(message: {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly text: string;
  /** What did not go well beside it. */
  readonly problems?: { readonly title: string; readonly details: readonly string[] };
  readonly goOn?: { readonly url: string; readonly label: string };
}): Page {
  const { status, title, text, problems, goOn } = message;
  const link = goOn === undefined ? "" : html`<a class="button" href="${goOn.url}">${goOn.label}</a>`;
  const content = html`<h1>${title}</h1>
    <p>${text}</p>
    ${alert(problems?.title ?? null, problems?.details)} ${link}`;
  return { status, title, content };
}
