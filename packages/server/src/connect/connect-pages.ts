import { JournalError } from "@musette/core";
import { Hono, type Context } from "hono";
import { requestIdOf } from "../request/request-id.ts";
import { cancelVisit } from "./cancel-visit.ts";
import { createConnections } from "./connections.ts";
import { createCsrf } from "./csrf.ts";
import { createFormHandler } from "./form-handler.ts";
import type { ConnectOptions } from "./options.ts";
import { choosePage } from "./pages/choose-page.ts";
import { closedLinks, internalError, journalDown, notOffered } from "./pages/messages.ts";
import { pageResponse } from "./pages/page.ts";
import { providerPage } from "./pages/provider-page.ts";
import { createSealer } from "./seal.ts";
import { createConnectSessions } from "./session.ts";
import { takeFiles } from "./take-files.ts";
import { takeToken } from "./take-token.ts";
import { createOpenVisit } from "./visit.ts";

/** The largest form without files. */
const largestForm = 64 * 1024;

/**
 * The hosted connect page, to be mounted at `/connect`: `GET /{token}` and `GET /{token}/{provider}` show it,
 * `POST /{token}/{provider}/files`, `…/token` and `POST /{token}/cancel` are its forms. HTML without
 * JavaScript; only a form that does what it is for uses the link up.
 *
 * @see docs/connect.md
 */
export function createConnectPages(options: ConnectOptions): Hono {
  const pages = new Hono();
  const { connect } = options;
  const [key] = connect?.encryptionKeys ?? [];
  if (connect === null || key === undefined) {
    return pages.all("/*", async (context) => await pageResponse(context, closedLinks.unknown));
  }
  const { pathname, protocol } = new URL(connect.publicUrl);
  const path = `${pathname.replace(/\/$/, "")}/connect`;
  const csrf = createCsrf({ key, path, isHttps: protocol === "https:" });
  const sessions = createConnectSessions(options);
  const connections = createConnections({ ...options, sealer: createSealer(connect.encryptionKeys) });
  const openVisit = createOpenVisit(options, connect, { sessions, csrf });
  const takesFiles = options.sources.has("file");
  const tools = { ...options, sessions, connections };
  const handleForm = createFormHandler({ ...options, openVisit, csrf });

  async function show(context: Context): Promise<Response> {
    const opened = await openVisit(context);
    if (opened.outcome === "closed") return await pageResponse(context, opened.page);
    const { session, providers, links } = opened.visit;
    const [only] = providers;
    const isLanding = context.req.param("provider") === undefined;
    const hasChoice = providers.length > 1;
    if (isLanding && hasChoice) return await pageResponse(context, choosePage(session, providers, links()));
    const provider = isLanding ? only : opened.visit.provider;
    if (provider === undefined) return await pageResponse(context, notOffered);
    const made = { ...links(), hasChoice, takesFiles };
    return await pageResponse(context, providerPage(session, provider, made));
  }

  pages.get("/:token", show);
  pages.get("/:token/:provider", show);
  // Where a browser is after a form that has to be sent again, and is told to load the page anew.
  pages.get("/:token/:provider/:form", show);
  pages.post("/:token/cancel", async (context) => {
    return await handleForm(context, largestForm, async (visit) => await cancelVisit(context, tools, visit));
  });
  pages.post("/:token/:provider/files", async (context) => {
    return await handleForm(context, options.maxBodyBytes, async (visit, form) => {
      const { provider } = visit;
      if (provider === undefined || !takesFiles) return notOffered;
      return await takeFiles(context, tools, { visit, provider, form });
    });
  });
  pages.post("/:token/:provider/token", async (context) => {
    return await handleForm(context, largestForm, async (visit, form) => {
      const { provider } = visit;
      return provider === undefined ? notOffered : await takeToken(context, tools, { visit, provider, form });
    });
  });
  pages.all("/*", async (context) => await pageResponse(context, closedLinks.unknown));
  pages.onError(async (error, context) => {
    if (JournalError.is(error)) return await pageResponse(context, journalDown);
    // The path has a token in it, which belongs in no log.
    options.onError(error, "/connect", requestIdOf(context));
    return await pageResponse(context, internalError);
  });
  return pages;
}
