import { hash } from "node:crypto";
import type { Context } from "hono";
import { html, raw } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { style } from "./style.ts";

/** Markup made by hono's `html`, which escapes what is put into it. */
export type Markup = ReturnType<typeof html>;

export interface Page {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly content: Markup;
  /** URLs that a form of the page may lead to after its answer: browsers ask for them beforehand. */
  readonly leadsTo?: readonly (string | null)[];
}

/** In one piece: a space more beside the style sheet, and its hash is another. */
const styleElement = raw(`<style>${style}</style>`);
const styleSource = `'sha256-${hash("sha256", style, "base64")}'`;

/**
 * Answers with a page. It loads and runs nothing, cannot be framed, is kept nowhere, and tells no other site
 * its address, which has the token in it.
 */
export async function pageResponse(
  context: Context,
  { status, title, content, leadsTo = [] }: Page,
): Promise<Response> {
  const targets = leadsTo.flatMap((url) => (url === null ? [] : [sourceOf(url)]));
  context.header(
    "content-security-policy",
    `default-src 'none'; style-src ${styleSource}; form-action ${["'self'", ...new Set(targets)].join(" ")}; frame-ancestors 'none'; base-uri 'none'`,
  );
  context.header("cache-control", "no-store");
  context.header("referrer-policy", "no-referrer");
  context.header("x-content-type-options", "nosniff");
  context.header("x-robots-tag", "noindex");
  const document = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${styleElement}
      </head>
      <body>
        <main>${content}</main>
      </body>
    </html> `;
  return await context.html(document, status);
}

/** As a content security policy names it: the origin, or the scheme of an app. */
function sourceOf(url: string): string {
  const { origin, protocol } = new URL(url);
  return /^https?:$/.test(protocol) ? origin : protocol;
}
