// Musette's side of the benchmarks: the real application on the real journal. With a journal named on
// the command line it keeps a paused destination, whose events pile up.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "@musette/core";
import { createDelivery, createEventBodies } from "@musette/delivery";
import { openSqliteJournal } from "@musette/journal";
import { createApp, createAuthenticate, createHistoryBodies, createMetrics, listen } from "@musette/server";
import { Hono } from "hono";
import { noOpDestination } from "./no-op-destination.ts";
import { signatureRequired } from "./signature-required.ts";

const given = process.argv[2];
const folder = given === undefined ? await mkdtemp(path.join(tmpdir(), "musette-bench-")) : undefined;
const journal = await openSqliteJournal({ path: given ?? path.join(folder ?? "", "journal.db") });
const bodies = createEventBodies({ journal, renormalize: () => [], maxBytes: 8 * 1024 * 1024 });
const metrics = createMetrics();
const delivery = createDelivery({
  journal,
  bodies,
  clock: systemClock,
  destinations: [{ ...noOpDestination("paused", () => {}), paused: true }],
});
await delivery.start();
const developers = [{ devId: "bench", apiKey: "bench-key", requestsPerSecond: null }];
const app = createApp({
  journal,
  bodies,
  historyBodies: createHistoryBodies({ bodies, journal, maxBytes: 32 * 1024 * 1024 }),
  users: { eraseOnDeauth: true, deleteEvents: false },
  connect: null,
  delivery,
  metrics,
  developers,
  clock: systemClock,
  maxBodyBytes: 32 * 1024 * 1024,
  maxInFlightBytes: 256 * 1024 * 1024,
  sources: new Set(["peloton"]),
  terraSigningSecret: null,
  authenticate: createAuthenticate(developers),
  onError: (error) => console.error(error),
  isReady: () => true,
});
const outer = new Hono();
outer.use("/ingest/*", signatureRequired);
outer.route("/", app);
const listening = await listen(outer, { host: "127.0.0.1", port: 0 });
async function stop(): Promise<void> {
  await listening.close({ timeoutMs: 100 });
  await delivery.stop({ timeoutMs: 100 });
  await journal.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  process.exit(0);
}
process.once("SIGTERM", () => void stop());
process.send?.(Number(new URL(listening.url).port));
