import { type EnsuredServer, findOrStart } from "./find-or-start.ts";
import type { TestServer } from "./test-server.ts";
import { thisRun } from "./this-run.ts";

/**
 * A server for a suite or a benchmark. What is started is stopped by `stopStartedServers`, which the
 * test run calls at its end.
 *
 * @throws when there is none and `REQUIRE_SERVERS=1`.
 */
export async function ensureServer(server: TestServer): Promise<EnsuredServer> {
  const ensured = await findOrStart(server, thisRun());
  if ("skipped" in ensured && process.env["REQUIRE_SERVERS"] === "1") {
    throw new Error(`${ensured.skipped} (REQUIRE_SERVERS=1 does not let its tests be skipped)`);
  }
  return ensured;
}
