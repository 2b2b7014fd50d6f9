import { findRunning } from "./find-running.ts";
import { reasonOf } from "./reason-of.ts";
import { startServer } from "./start-server.ts";
import { readStarted, writeStarted } from "./started-servers.ts";
import { stopServer } from "./stop-server.ts";
import type { TestServer } from "./test-server.ts";
import { withLock } from "./with-lock.ts";

/**
 * A server to speak to, or why there is none. `url` can always be parsed, so that a suite that is
 * skipped can still be collected.
 */
export type EnsuredServer =
  | { readonly url: string; readonly version: string; readonly how: string }
  | { readonly url: string; readonly skipped: string };

/** Finds a server that answers, else starts one when its program is installed; `owner` will stop it. */
export async function findOrStart(server: TestServer, owner: string): Promise<EnsuredServer> {
  const running = await findRunning(server);
  if ("url" in running) return running;
  const absent = (reason: string) => ({ url: server.standardUrl, skipped: `no ${server.name}: ${reason}` });
  if (running.final) return absent(running.none);
  const program = await server.findProgram();
  if (program === undefined) {
    return absent(`${running.none}, and it is not installed here; \`npm run services\` may help`);
  }
  return withLock(async () => {
    // Another process may have started one while this one waited.
    const found = await findRunning(server);
    if ("url" in found) return found;
    try {
      const others = await withoutDead(server.name);
      const own = await startServer(server, program, owner);
      await writeStarted([...others, own]);
      return { url: own.url, version: own.version, how: "started now" };
    } catch (error) {
      return absent(`${running.none}, and ${reasonOf(error)}`);
    }
  });
}

/** What was started, less the servers of this name, which no longer answer. */
async function withoutDead(name: string) {
  const all = await readStarted();
  await Promise.all(all.filter((started) => started.name === name).map(stopServer));
  const others = all.filter((started) => started.name !== name);
  await writeStarted(others);
  return others;
}
