import type { Context } from "hono";
import type { Csrf } from "./csrf.ts";
import { closedLinks } from "./pages/messages.ts";
import type { Page } from "./pages/page.ts";
import type { PageLinks } from "./pages/parts.ts";
import { availableProviders, type Provider } from "./providers.ts";
import type { ConnectOptions, ConnectSettings } from "./options.ts";
import type { ConnectSession, ConnectSessions } from "./session.ts";

/** Somebody with a link that can still be used. */
export interface Visit {
  readonly token: string;
  readonly session: ConnectSession;
  /** What can be connected with it, at least one unless a source was switched off since. */
  readonly providers: readonly Provider[];
  /** The one that the path names; undefined where that is not among them. */
  readonly provider: Provider | undefined;
  /** Makes what the page's forms need, and sets the cookie. */
  readonly links: () => PageLinks;
}

export type OpenVisit = (
  context: Context,
) => Promise<
  { readonly outcome: "open"; readonly visit: Visit } | { readonly outcome: "closed"; readonly page: Page }
>;

/** Reads who comes with which link. */
export function createOpenVisit(
  { sources }: Pick<ConnectOptions, "sources">,
  { publicUrl }: ConnectSettings,
  { sessions, csrf }: { readonly sessions: ConnectSessions; readonly csrf: Csrf },
): OpenVisit {
  const available = availableProviders(sources);
  const path = new URL(publicUrl).pathname.replace(/\/$/, "");
  return async function openVisit(context) {
    const token = context.req.param("token") ?? "";
    const found = await sessions.find(token);
    if (found.outcome !== "open") return { outcome: "closed", page: closedLinks[found.outcome] };
    const { session } = found;
    const providers = available.filter(({ resource }) => session.resources.includes(resource));
    const slug = context.req.param("provider");
    const visit = {
      token,
      session,
      providers,
      provider: providers.find((one) => one.slug === slug),
      links: () => ({ base: `${path}/connect/${token}`, csrf: csrf.issue(context, token) }),
    };
    return { outcome: "open", visit };
  };
}
