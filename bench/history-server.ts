// Both sides of the history benchmark in one process: the API on the journal named on the command line,
// and the same Hono streaming a file of the same bytes.
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { systemClock } from "@musette/core";
import { createDelivery, createEventBodies } from "@musette/delivery";
import { openSqliteJournal } from "@musette/journal";
import { normalize } from "@musette/normalizer";
import { createApp, createAuthenticate, createHistoryBodies, createMetrics, listen } from "@musette/server";
import { Hono } from "hono";

const [journalFile = "", copyFile = ""] = process.argv.slice(2);
const journal = await openSqliteJournal({ path: journalFile });
const decoder = new TextDecoder();
const bodies = createEventBodies({
  journal,
  maxBytes: 0,
  renormalize: ({ source, bytes, context: { userId, referenceId, orderedAtMs } }) => {
    const user = userId === null ? null : { userId, referenceId };
    return normalize(source, JSON.parse(decoder.decode(bytes)) as unknown, { user, orderedAtMs }).events;
  },
});
let hours = 0;
/** An hour later at each look, so that the days a user may ask for in an hour do not end the benchmark. */
const clock = { ...systemClock, now: () => Date.now() + hours++ * 3_600_000 };
const delivery = createDelivery({ journal, bodies, clock, destinations: [] });
const developers = [{ devId: "bench", apiKey: "bench-key", requestsPerSecond: null }];
const app = createApp({
  journal,
  bodies,
  historyBodies: createHistoryBodies({ bodies, journal, maxBytes: 32 * 1024 * 1024 }),
  users: { eraseOnDeauth: true, deleteEvents: false },
  connect: null,
  delivery,
  metrics: createMetrics(),
  developers,
  clock,
  maxBodyBytes: 32 * 1024 * 1024,
  maxInFlightBytes: 256 * 1024 * 1024,
  sources: new Set(["peloton"]),
  terraSigningSecret: null,
  authenticate: createAuthenticate(developers),
  onError: (error) => console.error(error),
  isReady: () => true,
});
const outer = new Hono();
outer.get("/file", (context) =>
  context.body(Readable.toWeb(createReadStream(copyFile)) as ReadableStream<Uint8Array>, 200, {
    "content-type": "application/json",
  }),
);
outer.route("/", app);
const listening = await listen(outer, { host: "127.0.0.1", port: 0 });
async function stop(): Promise<void> {
  await listening.close({ timeoutMs: 100 });
  await delivery.stop({ timeoutMs: 100 });
  await journal.close();
  process.exit(0);
}
process.once("SIGTERM", () => void stop());
process.send?.(Number(new URL(listening.url).port));
