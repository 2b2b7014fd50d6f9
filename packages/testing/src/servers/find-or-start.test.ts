import { createServer } from "node:net";
import { afterEach, expect, it, vi } from "vitest";
import { ensureServer } from "./ensure-server.ts";
import { findOrStart } from "./find-or-start.ts";
import { redis } from "./redis.ts";
import { suiteTitle } from "./suite-title.ts";
import type { TestServer } from "./test-server.ts";

/** Never installed and never running, whatever this machine has. */
const nowhere: TestServer = {
  ...redis,
  name: "nowhere",
  urlVariable: "MUSETTE_TEST_NOWHERE_URL",
  standardUrl: "redis://127.0.0.1:1",
  findProgram: async () => undefined,
};

afterEach(() => {
  vi.unstubAllEnvs();
});

it("says where it looked when there is no server, in the suite's title too", async () => {
  vi.stubEnv("REQUIRE_SERVERS", "");
  const server = await ensureServer(nowhere);
  const skipped =
    "no nowhere: none at redis://127.0.0.1:1 (connect ECONNREFUSED 127.0.0.1:1), and it is not installed here; `npm run services` may help";
  expect(server).toEqual({ url: "redis://127.0.0.1:1", skipped });
  expect(suiteTitle("on nowhere", server)).toBe(`on nowhere (${skipped})`);
});

it("fails instead when servers are required", async () => {
  vi.stubEnv("REQUIRE_SERVERS", "1");
  await expect(ensureServer(nowhere)).rejects.toThrow("no nowhere: none at redis://127.0.0.1:1");
});

it("takes a variable at its word and uses nothing else", async () => {
  vi.stubEnv("MUSETTE_TEST_NOWHERE_URL", "redis://127.0.0.1:2");
  const findProgram = () => Promise.reject(new Error("it looked for a program"));
  expect(await findOrStart({ ...nowhere, findProgram }, "this test")).toMatchObject({
    skipped: expect.stringContaining("MUSETTE_TEST_NOWHERE_URL is set, and that server does not answer"),
  });
});

it("does not take an open port for an answer", async () => {
  // Read what comes, or the socket never closes.
  const silent = createServer((socket) => socket.resume().end("220 mail.example ESMTP\r\n"));
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const address = silent.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    const server = await findOrStart({ ...nowhere, standardUrl: `redis://127.0.0.1:${port}` }, "this test");
    expect(server).toMatchObject({
      skipped: expect.stringContaining("closed the connection before it answered PING"),
    });
  } finally {
    await new Promise((resolve) => silent.close(resolve));
  }
});
