import { createSecretKey, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock } from "@musette/core";
import { createDelivery, createEventBodies } from "@musette/delivery";
import { openSqliteJournal } from "@musette/journal";
import { normalize } from "@musette/normalizer";
import { createActivity } from "../activity/index.ts";
import { createApp } from "../app.ts";
import { createAuthenticate } from "../authenticate.ts";
import { listen } from "../listen.ts";
import { createHistoryBodies } from "../history-bodies.ts";
import { createMetrics } from "../metrics.ts";

/** A server with everything that has a route, and a destination that refuses everything. */
export async function startWholeServer() {
  const key = createSecretKey(randomBytes(32));
  const developers = [{ devId: "alice", apiKey: "alice-key", requestsPerSecond: null }];
  const folder = await mkdtemp(path.join(tmpdir(), "musette-openapi-"));
  const journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });
  const decoder = new TextDecoder();
  const normalizePayload = ({
    source,
    bytes,
    context,
  }: Parameters<Parameters<typeof createEventBodies>[0]["renormalize"]>[0]) =>
    normalize(source, JSON.parse(decoder.decode(bytes)) as unknown, {
      user: context.userId === null ? null : { userId: context.userId, referenceId: context.referenceId },
      orderedAtMs: context.orderedAtMs,
    });
  const bodies = createEventBodies({
    journal,
    maxBytes: 0,
    renormalize: (payload) => normalizePayload(payload).events,
  });
  const delivery = createDelivery({
    journal,
    bodies,
    clock: systemClock,
    destinations: [
      {
        name: "lake",
        type: "test",
        connector: {
          // Refuses everything, so that there are dead letters.
          write: async ({ records }) =>
            records.map(({ id }) => ({ id, code: "rejected" as const, message: "It takes nothing." })),
          check: async () => {},
          close: async () => {},
        },
        limits: { records: 100, bytes: 1_000_000 },
        format: "json",
        accepts: () => true,
        batch: { records: 10, bytes: 1_000_000, waitMs: 0 },
        retry: { firstMs: 10, longestMs: 50, giveUpAfterMs: 604_800_000 },
        rate: { concurrency: 1, perSecond: null },
        start: "beginning",
        paused: false,
        timeoutMs: 5_000,
      },
    ],
  });
  const stopping = new AbortController();
  const app = createApp({
    journal,
    bodies,
    historyBodies: createHistoryBodies({ bodies, journal, maxBytes: 32_000_000 }),
    users: { eraseOnDeauth: true, deleteEvents: false },
    connect: { publicUrl: "https://connect.test", redirectHosts: [], encryptionKeys: [key] },
    admin: {
      token: "token-of-the-tests",
      viewerToken: "viewer-of-the-tests",
      activity: createActivity(systemClock),
      version: "0.0.0",
      freeDiskBytes: async () => null,
      describeDestination: async (name) => (name === "lake" ? "name: lake\n" : undefined),
      consoleFolder: folder,
      stopping: stopping.signal,
      normalizePayload,
    },
    delivery,
    metrics: createMetrics(),
    developers,
    clock: systemClock,
    maxBodyBytes: 32_000_000,
    maxInFlightBytes: 64_000_000,
    sources: new Set(["terra", "peloton", "ifit", "file"] as const),
    terraSigningSecret: null,
    authenticate: createAuthenticate(developers),
    onError: () => {},
    isReady: () => true,
  });
  await delivery.start();
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  return {
    app,
    delivery,
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server.close({ timeoutMs: 0 });
      await delivery.stop({ timeoutMs: 1_000 });
      await journal.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
