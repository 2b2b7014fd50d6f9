import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { generatePelotonWorkout } from "@musette/testing";
import { expect, it } from "vitest";
import { eventually } from "./eventually.ts";
import { makeHome, startMusette, testConfig, testHeaders, type MusetteProcess } from "./musette-process.ts";

/** A request that has begun and does not end. */
async function beginRequest({ url }: MusetteProcess): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined).resume();
  await once(socket, "connect");
  const headers = Object.entries({ ...testHeaders, host: "test", "content-length": "1000" });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  socket.write(`POST /ingest/peloton?user_id=me HTTP/1.1\r\n${lines}\r\n{"workout":`);
  // Once another request that came later is answered, this one is in the server's hands.
  expect((await fetch(new URL("/healthz", url))).status).toBe(200);
  return socket;
}

it("takes no request after SIGTERM, waits as long as it may for one that does not end, and ends well", async () => {
  await using home = await makeHome();
  const config = testConfig(home).replace("shutdown_timeout: 5s", "shutdown_timeout: 1s");
  await using musette = await startMusette(await home.write("musette.yaml", config));
  const workout = generatePelotonWorkout({ seed: 1, durationSeconds: 60 });
  expect((await musette.post("/ingest/peloton?user_id=me", workout)).status).toBe(202);
  await beginRequest(musette);
  const startedMs = performance.now();
  const ended = musette.kill("SIGTERM");
  await eventually("the door to close", () =>
    musette.output().includes('"msg":"stopping') ? true : undefined,
  );
  await expect(musette.post("/ingest/peloton?user_id=me", workout)).rejects.toThrow("fetch failed");
  expect(await ended).toBe(0);
  expect(performance.now() - startedMs).toBeGreaterThan(900);
  expect(performance.now() - startedMs).toBeLessThan(4_000);
});

it.each([
  ["SIGTERM", 143],
  ["SIGINT", 130],
] as const)(
  "ends at once on a second signal, %s with exit code %s, and starts again",
  async (signal, code) => {
    await using home = await makeHome();
    const config = testConfig(home).replace("shutdown_timeout: 5s", "shutdown_timeout: 60s");
    const file = await home.write("musette.yaml", config);
    const workout = generatePelotonWorkout({ seed: 1, durationSeconds: 60 });
    await using musette = await startMusette(file);
    expect((await musette.post("/ingest/peloton?user_id=me", workout)).status).toBe(202);
    await beginRequest(musette);
    musette.child.kill("SIGTERM");
    await eventually("the stop to begin", () =>
      musette.output().includes('"msg":"stopping') ? true : undefined,
    );
    const startedMs = performance.now();
    expect(await musette.kill(signal)).toBe(code);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
    expect(musette.output()).toContain("nothing acknowledged is lost");
    await using again = await startMusette(file);
    expect((await again.post("/ingest/peloton?user_id=me", workout)).status).toBe(200);
  },
);
