import { createHistoryBodies } from "../history-bodies.ts";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { systemClock, type Clock, type Connector, type RecordFailure } from "@musette/core";
import { createDelivery, createEventBodies, type Delivery, type DestinationPlan } from "@musette/delivery";
import { openSqliteJournal, type Journal, type Payload } from "@musette/journal";
import { normalize, type Normalized } from "@musette/normalizer";
import { onTestFinished } from "vitest";
import { Hono } from "hono";
import { createActivity } from "../activity/index.ts";
import { listen } from "../listen.ts";
import { addOperator } from "./add-operator.ts";

export const token = "token-of-the-tests";
export const viewerToken = "viewer-of-the-tests";

/** The operator's interface over a real journal and a real delivery to one destination, `lake`. */
export interface AdminBench {
  readonly journal: Journal;
  readonly delivery: Delivery;
  /** What the destination was given, by the events' ids. */
  readonly delivered: string[];
  /** What the destination says to a record; null: it takes it. */
  refusal: Omit<RecordFailure, "id"> | null;
  /** What makes events of stored payloads; a test may break and repair it. */
  normalizePayload: (payload: Payload) => Normalized;
  /** Over a socket. */
  readonly url: string;
  /** As the server does when it begins to stop. */
  stop(): void;
  /** Asks with the token; the status and the answer's JSON. */
  ask(method: string, pathAndQuery: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  raw(pathAndQuery: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Stores a payload as the ingest does, with the normalizer as it is now. */
  store(payload: unknown, userId?: string): Promise<void>;
}

/** @param clock What the interface goes by: sessions, streams. The delivery has the system's. */
export async function makeAdminBench(clock: Clock = systemClock): Promise<AdminBench> {
  const folder = await mkdtemp(path.join(tmpdir(), "musette-admin-"));
  const journal = await openSqliteJournal({ path: path.join(folder, "journal.db") });
  const bodies = createEventBodies({
    journal,
    renormalize: (payload) => bench.normalizePayload(payload).events,
    maxBytes: 0,
  });
  const delivered: string[] = [];
  const connector: Connector = {
    async write({ records }) {
      const { refusal } = bench;
      if (refusal !== null) return records.map(({ id }) => ({ id, ...refusal }));
      delivered.push(...records.map(({ id }) => id));
      return [];
    },
    async check() {},
    async close() {},
  };
  const plan: DestinationPlan = {
    name: "lake",
    type: "test",
    connector,
    limits: { records: 100, bytes: 1_000_000 },
    format: "json",
    accepts: () => true,
    batch: { records: 10, bytes: 1_000_000, waitMs: 0 },
    retry: { firstMs: 10, longestMs: 50, giveUpAfterMs: 604_800_000 },
    rate: { concurrency: 1, perSecond: null },
    start: "beginning",
    paused: false,
    timeoutMs: 5_000,
  };
  const activity = createActivity(systemClock);
  const stopping = new AbortController();
  const observe = activity.observer;
  const delivery = createDelivery({ journal, destinations: [plan], bodies, clock: systemClock, observe });
  const stopCounting = await activity.watch(journal);
  await delivery.start();
  const app = new Hono();
  addOperator(app, {
    journal,
    delivery,
    clock,
    historyBodies: createHistoryBodies({ bodies, journal, maxBytes: 32_000_000 }),
    admin: {
      token,
      viewerToken,
      activity,
      version: "0.0.0",
      freeDiskBytes: async () => null,
      describeDestination: async () => "name: lake\n",
      consoleFolder: path.join(folder, "console"),
      stopping: stopping.signal,
      normalizePayload: (payload) => bench.normalizePayload(payload),
    },
  });
  const server = await listen(app, { host: "127.0.0.1", port: 0 });
  const bench: AdminBench = {
    journal,
    delivery,
    delivered,
    refusal: null,
    normalizePayload: ({ source, bytes, context: { userId, orderedAtMs } }) =>
      normalize(source, JSON.parse(new TextDecoder().decode(bytes)), {
        user: { userId: userId ?? "", referenceId: null },
        orderedAtMs,
      }),
    url: server.url,
    stop: () => stopping.abort(),
    async ask(method, pathAndQuery, body) {
      const response = await app.request(`/admin${pathAndQuery}`, {
        method,
        headers: { authorization: `Bearer ${token}` },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json() };
    },
    raw: async (pathAndQuery, headers = {}) => await app.request(`/admin${pathAndQuery}`, { headers }),
    async store(payload, userId = "me") {
      const bytes = new TextEncoder().encode(JSON.stringify(payload));
      const context = { userId, referenceId: null, orderedAtMs: null };
      const stored = {
        id: 0,
        source: "peloton",
        developer: "dev",
        receivedAtMs: Date.now(),
        context,
      } as const;
      const { events, problems } = bench.normalizePayload({ ...stored, bytes });
      const quarantine = problems.map(({ item, error: { code, pointer, message } }) => ({
        item,
        code,
        pointer,
        message,
      }));
      await journal.append({ ...stored, bytes, events, quarantine });
    },
  };
  onTestFinished(async () => {
    stopping.abort();
    stopCounting();
    await server.close({ timeoutMs: 1_000 });
    await delivery.stop({ timeoutMs: 1_000 });
    await journal.close();
    await rm(folder, { recursive: true, force: true });
  });
  return bench;
}
