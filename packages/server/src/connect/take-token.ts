import type { Context } from "hono";
import { connectUser } from "./connect-user.ts";
import { connectedResponse } from "./connected-response.ts";
import type { Connections } from "./connections.ts";
import { readCredentials } from "./credentials.ts";
import { findConnectingUser } from "./find-connecting-user.ts";
import type { ConnectOptions } from "./options.ts";
import { closedLinks } from "./pages/messages.ts";
import { pageResponse } from "./pages/page.ts";
import { providerPage } from "./pages/provider-page.ts";
import type { Provider } from "./providers.ts";
import { readField } from "./read-field.ts";
import type { ConnectSessions } from "./session.ts";
import type { Visit } from "./visit.ts";
import { requestIdOf } from "../request/request-id.ts";

/**
 * Connects a person by the token they pasted. It is stored sealed; whether the vendor takes it shows when it
 * is first used.
 *
 * @throws {JournalError} when it could not be stored.
 */
export async function takeToken(
  context: Context,
  options: Pick<ConnectOptions, "journal" | "clock" | "sources"> & {
    readonly sessions: ConnectSessions;
    readonly connections: Connections;
  },
  { visit, provider, form }: { readonly visit: Visit; readonly provider: Provider; readonly form: FormData },
): Promise<Response> {
  const { session, token, providers } = visit;
  const read = readCredentials(readField(form, "access_token"), readField(form, "refresh_token"));
  if (read.outcome === "invalid") {
    const takesFiles = options.sources.has("file");
    const links = { ...visit.links(), hasChoice: providers.length > 1, takesFiles };
    const problem = { status: 422, form: "token", message: read.detail } as const;
    return await pageResponse(context, providerPage(session, provider, links, problem));
  }
  if (!(await options.sessions.use(token))) return await pageResponse(context, closedLinks.used);
  const who = await findConnectingUser(options.journal, session, provider.resource);
  await connectUser({ ...options, requestId: requestIdOf(context) }, session, provider.resource, who);
  await options.connections.save(who.userId, provider.source, read.credentials);
  const text = "Your token is stored, encrypted.";
  return await connectedResponse(context, { session, provider, userId: who.userId, text, problems: [] });
}
