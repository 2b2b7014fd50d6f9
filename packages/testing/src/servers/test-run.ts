import { stopStartedServers } from "./stop-started-servers.ts";

/** vitest's global setup: the files of this run share the servers they start, which end with it. */
export default function setup(): () => Promise<void> {
  process.env["MUSETTE_TEST_RUN"] = String(process.pid);
  return async () => {
    await stopStartedServers();
  };
}
