import { once } from "node:events";
import { access } from "node:fs/promises";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { allServers } from "./all-servers.ts";
import { isAlive } from "./process-alive.ts";
import { startServer } from "./start-server.ts";
import { stopServer } from "./stop-server.ts";

const installed = await Promise.all(
  allServers.map(async (server) => ({ server, program: await server.findProgram() })),
);

describe.each(installed)("a $server.name of one's own", ({ server, program }) => {
  it.skipIf(program === undefined)(
    "answers on a port of its own, and leaves nothing when it is stopped",
    async () => {
      const started = await startServer(server, program ?? "", "this test");
      try {
        expect(started.url).not.toBe(server.standardUrl);
        expect(await server.ask(started.url, { timeoutMs: 5_000 })).toBe(started.version);
        expect(started.version).toMatch(/^\w.* v?\d+(\.\d+)*/);
      } finally {
        await stopServer(started);
      }
      expect(isAlive(started.pid)).toBe(false);
      await expect(access(started.folder)).rejects.toThrow("ENOENT");
      // On a connection of its own: one that is kept from before would be reset, not refused.
      const { hostname, port } = new URL(started.url);
      const refused = once(connect({ host: hostname, port: Number(port) }), "connect");
      await expect(refused).rejects.toThrow(/ECONNREFUSED/);
    },
  );
});

it("whose program fails says what the program said", async () => {
  const [server] = allServers;
  if (server === undefined) throw new Error("the table of servers is empty");
  const broken = {
    ...server,
    launch: () => ({ prepare: [], serve: { file: "/bin/sh", args: ["-c", "echo no room left; exit 3"] } }),
  };
  await expect(startServer(broken, "/bin/sh", "this test")).rejects.toThrow(/did not start.*no room left/s);
});
