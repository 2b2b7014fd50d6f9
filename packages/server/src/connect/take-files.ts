import { isTimeZone } from "@musette/core";
import type { Context } from "hono";
import { connectUser } from "./connect-user.ts";
import { connectedResponse } from "./connected-response.ts";
import { findConnectingUser } from "./find-connecting-user.ts";
import type { ConnectOptions } from "./options.ts";
import { closedLinks } from "./pages/messages.ts";
import { pageResponse } from "./pages/page.ts";
import { providerPage } from "./pages/provider-page.ts";
import type { FileUpload } from "./prepare-files.ts";
import type { Provider } from "./providers.ts";
import { readField } from "./read-field.ts";
import type { ConnectSessions } from "./session.ts";
import type { Visit } from "./visit.ts";
import { requestIdOf } from "../request/request-id.ts";

/** More problems than a person reads. */
const mostProblems = 20;

/**
 * Connects a person by the files they chose. Files of which nothing can be read leave the link as it is, so
 * that others can be chosen. `auth` is stored before the workouts, as Terra sends it.
 *
 * @throws {JournalError} when it could not be stored.
 */
export async function takeFiles(
  context: Context,
  options: Pick<ConnectOptions, "journal" | "clock" | "prepareFiles" | "fileZone"> & {
    readonly sessions: ConnectSessions;
  },
  { visit, provider, form }: { readonly visit: Visit; readonly provider: Provider; readonly form: FormData },
): Promise<Response> {
  const { session, token, providers } = visit;
  const { developer, referenceId } = session;
  const tryAgain = async (message: string, details: readonly string[]) => {
    const links = { ...visit.links(), hasChoice: providers.length > 1, takesFiles: true };
    const problem = { status: 422, form: "files", message, details } as const;
    return await pageResponse(context, providerPage(session, provider, links, problem));
  };
  const zone = readField(form, "zone");
  if (zone !== "" && !isTimeZone(zone)) return await tryAgain("Choose a time zone from the list.", []);
  const files = await readFiles(form);
  if (files.length === 0) return await tryAgain("Choose at least one file.", []);
  const who = await findConnectingUser(options.journal, session, provider.resource);
  const prepared = await options.prepareFiles({
    developer,
    user: { userId: who.userId, referenceId },
    files,
    zone: zone === "" ? (options.fileZone ?? null) : zone,
  });
  const problems = shorten(prepared.problems);
  if (prepared.workouts === 0) return await tryAgain("No workout could be read from these files.", problems);

  if (!(await options.sessions.use(token))) return await pageResponse(context, closedLinks.used);
  await connectUser({ ...options, requestId: requestIdOf(context) }, session, provider.resource, who);
  await prepared.store(requestIdOf(context));
  const { workouts } = prepared;
  const text = workouts === 1 ? "One workout was taken." : `${workouts} workouts were taken.`;
  return await connectedResponse(context, { session, provider, userId: who.userId, text, problems });
}

async function readFiles(form: FormData): Promise<FileUpload["files"]> {
  // A browser sends an empty file without a name where none was chosen.
  const chosen = form
    .getAll("files")
    .filter((entry) => typeof entry !== "string")
    .filter(({ name, size }) => name !== "" || size > 0);
  return await Promise.all(
    chosen.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}

function shorten(problems: readonly string[]): readonly string[] {
  if (problems.length <= mostProblems) return problems;
  return [...problems.slice(0, mostProblems), `and ${problems.length - mostProblems} more of the kind`];
}
