import { access } from "node:fs/promises";
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
      await expect(server.ask(started.url, { timeoutMs: 1_000 })).rejects.toThrow(
        // The connection that answered before may be kept, and is found broken.
        /ECONNREFUSED|ECONNRESET/,
      );
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
