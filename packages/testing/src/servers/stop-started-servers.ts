import { readStarted, type StartedServer, writeStarted } from "./started-servers.ts";
import { stopServer } from "./stop-server.ts";
import { thisRun } from "./this-run.ts";
import { withLock } from "./with-lock.ts";

/**
 * Stops servers that were started here; by default those of this test run or process.
 *
 * @returns what was stopped.
 */
export async function stopStartedServers(
  belongs: (server: StartedServer) => boolean = ({ owner }) => owner === thisRun(),
): Promise<readonly StartedServer[]> {
  const known = await readStarted();
  if (!known.some(belongs)) return [];
  return withLock(async () => {
    const all = await readStarted();
    const stopped = all.filter(belongs);
    await Promise.all(stopped.map(stopServer));
    await writeStarted(all.filter((server) => !stopped.includes(server)));
    return stopped;
  });
}
