import { connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually } from "../e2e/eventually.ts";
import { testHeaders } from "../e2e/musette-process.ts";
import { makeLargeEvents } from "../prove/memory/large-events.ts";
import { residentBytes } from "../prove/resident-bytes.ts";
import { watchMemory } from "../prove/watch-memory.ts";
import { startAttackedServer, type AttackedServer } from "./attacked-server.ts";

const historyOf = (user: number) =>
  `/v2/activity?user_id=user-${user}&start_date=2024-01-02&end_date=2024-01-03&to_webhook=false&with_samples=true`;
const readers = 50;
const recordingsEach = 2;
/** Of memory. Measured: 48 MB, and 254 MB when nothing was held to a limit. */
const mostGrowth = 150_000_000;

let server: AttackedServer;
beforeAll(async () => {
  server = await startAttackedServer();
  const recordings = recordingsEach * readers;
  const large = makeLargeEvents({ seed: 1, rides: 0, recordings, samples: 40_000 });
  for (const [index, { path, body }] of large.entries()) {
    const text = body.replace("somebody", `user-${index % readers}`);
    const { status } = await server.musette.post(path, text);
    if (status !== 202) throw new Error(`${path} answered ${status}.`);
  }
}, 60_000);
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

it(
  "holds no more for many who ask for large workouts and do not read than for a few",
  { timeout: 120_000 },
  async () => {
    const pid = server.musette.child.pid ?? 0;
    const before = await residentBytes(pid);
    using watching = watchMemory(() => pid);
    const sockets = Array.from({ length: readers }, (_, user) =>
      askAndStopReading(new URL(historyOf(user), server.musette.url)),
    );
    await eventually("the first answers", () =>
      sockets.some(({ bytesRead }) => bytesRead > 10_000) ? true : undefined,
    );
    // One that reads gets its answer as soon as those who do not are gone, at the latest.
    const answer = fetch(new URL(historyOf(0), server.musette.url), { headers: testHeaders });
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const grown = watching.peakBytes() - before;
    for (const socket of sockets) socket.destroy();
    const { data } = (await (await answer).json()) as { readonly data: readonly unknown[] };
    expect(data).toHaveLength(recordingsEach);
    expect(grown).toBeLessThan(mostGrowth);
    await server.expectAlive();
  },
);

function askAndStopReading({ hostname, port, pathname, search }: URL): Socket {
  const socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  const { "dev-id": devId, "x-api-key": key } = testHeaders;
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nhost: ${hostname}\r\ndev-id: ${devId}\r\nx-api-key: ${key}\r\n\r\n`,
  );
  socket.on("data", () => {
    if (socket.bytesRead > 20_000) socket.pause();
  });
  return socket;
}
