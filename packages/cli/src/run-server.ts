import { setTimeout as sleep } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { systemClock, type SourceName } from "@musette/core";
import type { MusetteConfig } from "@musette/config";
import { createDelivery, createEventBodies, type Delivery } from "@musette/delivery";
import { encodeBatch, encodeEvent } from "@musette/formats";
import { openSqliteJournal, type Journal, type Payload } from "@musette/journal";
import { normalize, type Normalized, parsePayload } from "@musette/normalizer";
import {
  createActivity,
  createApp,
  createAuthenticate,
  createHistoryBodies,
  createMetrics,
  listen,
} from "@musette/server";
import type { Logger } from "pino";
import { createApplyConfig, type Reloaded } from "./apply-config.ts";
import { createDestinationPlanner } from "./destination-planner.ts";
import { observeDelivery } from "./observe-delivery.ts";
import { createRequestsOf } from "./requests-of.ts";
import { openAdmin } from "./open-admin.ts";
import { createOperator } from "./operator.ts";
import { startRetention } from "./retention.ts";
import { startScrubbing } from "./scrubbing.ts";
import { startTracing } from "./start-tracing.ts";
import { watchRoom } from "./watch-room.ts";

/** Bodies kept in memory between the door and the destinations, measured by what they take. */
const bodyCacheBytes = 16 * 1024 * 1024;
/** Payloads that readers of the history hold on to, however many they are. */
const historyBytes = 32 * 1024 * 1024;
/** Request bodies being worked on at once, as they are once unpacked. */
const maxInFlightBytes = 128 * 1024 * 1024;

/**
 * After a crash there is a backlog, which keeps the main thread busy: so long it waits for those who were
 * waiting for the server, a load balancer or whoever sends.
 */
const firstAnswersMs = 200;

/** How long a stop waits for the collector of traces at most: less than for what nothing else keeps. */
const traceFlushMs = 5_000;

/** The sections that the application is made of. */
const appSections = ["server", "sources", "users", "connect", "admin"] as const;

export interface RunningServer {
  readonly url: string;
  readonly journal: Journal;
  readonly delivery: Delivery;
  /**
   * Puts a newer configuration into effect, for requests that come from now on and without disturbing
   * destinations of which nothing has changed. One at a time.
   *
   * @throws what is wrong with it; nothing of it is in effect then.
   */
  reload(config: MusetteConfig): Promise<Reloaded>;
  /** Takes no more requests, finishes what is in flight within the configured limit, flushes. May be called twice. */
  stop(): Promise<void>;
}

export interface RunServerOptions {
  /** The journal's, already started, of `startJournalThread`; the default starts one. */
  readonly thread?: Worker;
  /** The configuration as it takes effect, masked, as JSON, for the console. Without it, no destination's is shown. */
  readonly describeConfig?: () => Promise<string>;
}

/**
 * Opens the journal, starts delivery, then listens: the one place where the rooms are joined.
 *
 * @throws {JournalError} when the journal cannot be opened; an error of `listen` when the port is taken.
 */
export async function runServer(
  config: MusetteConfig,
  log: Logger,
  { thread, describeConfig }: RunServerOptions = {},
): Promise<RunningServer> {
  const clock = systemClock;
  const metrics = createMetrics();
  const operator = createOperator(log);
  operator.use(config.admin?.events ?? null);
  const activity = createActivity(clock);
  const stopping = new AbortController();
  const planner = createDestinationPlanner(log);
  const destinations = await planner.next(config.destinations);
  destinations.accept();
  const tracing = await startTracing(config.telemetry, log);
  if (tracing !== undefined) metrics.watchSpans(() => tracing.counts());
  const journal = await openSqliteJournal({
    path: config.journal.path,
    maxBytes: config.journal.maxBytes,
    ...(thread && { thread }),
  });
  journal.onDamage((finding) => {
    log.error({ kind: finding.kind, id: finding.id }, finding.message);
    operator.events?.damaged(finding);
  });
  const bodies = createEventBodies({ journal, renormalize, maxBytes: bodyCacheBytes });
  const observing = observeDelivery({
    metrics: metrics.delivery,
    log,
    requests: createRequestsOf(journal),
    tracing: tracing?.delivery,
    operator: operator.observer,
    activity: activity.observer,
  });
  const listens = Promise.withResolvers<void>();
  const delivery = createDelivery({
    journal,
    begin: listens.promise.then(async () => await sleep(firstAnswersMs, undefined, { ref: false })),
    bodies,
    clock,
    observe: observing.observer,
    destinations: destinations.plans,
    encode: encodeEvent,
    encodeBatch,
  });
  const historyBodies = createHistoryBodies({
    // Keeps nothing: a body of somebody's history is asked for once.
    bodies: createEventBodies({ journal, renormalize, maxBytes: 0 }),
    journal,
    maxBytes: historyBytes,
  });
  let ready = true;
  // Replaced in place by a reload: each request looks anew.
  const developers = [...config.developers];
  let authenticate = createAuthenticate(developers);
  const makeApp = (newest: MusetteConfig) =>
    createApp({
      journal,
      bodies,
      historyBodies,
      users: newest.users,
      connect: newest.connect,
      clock,
      metrics,
      tracing: tracing?.ingest,
      delivery,
      developers,
      authenticate: (devId, apiKey) => authenticate(devId, apiKey),
      maxBodyBytes: newest.server.maxBodyBytes,
      // One of the largest, packed and unpacked, always fits.
      maxInFlightBytes: Math.max(maxInFlightBytes, 2 * newest.server.maxBodyBytes),
      sources: enabledSources(newest.sources),
      admin: openAdmin(newest, { activity, normalizePayload, describeConfig, stopping: stopping.signal }),
      fileZone: newest.sources.file?.zone ?? null,
      terraSigningSecret: newest.sources.terra?.signingSecret ?? null,
      onError: (error, path, requestId) =>
        log.error({ err: error, path, requestId }, "a request failed unexpectedly"),
      onQuarantine({ source, items, ...facts }) {
        const what = items === 1 ? "one item" : `${items} items`;
        log.warn(
          { source, items, ...facts },
          `${what} from ${source} could not be normalized: kept in quarantine`,
        );
      },
      isReady: () => ready,
    });
  let app = makeApp(config);
  let { shutdownTimeoutMs } = config.server;
  try {
    operator.watch(journal);
    const stopCounting = await activity.watch(journal);
    await delivery.start();
    const listening = await listen({ fetch: (...args) => app.fetch(...args) }, config.server);
    listens.resolve();
    const retain = ({ retentionMs }: MusetteConfig["journal"]) =>
      startRetention(journal, retentionMs, clock, log, metrics);
    let stopRetention = retain(config.journal);
    const stopScrubbing = startScrubbing(journal, clock, log, metrics);
    const stopWatching = watchRoom({ journal, ...config.journal, clock, log });
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      ready = false;
      stopping.abort();
      stopCounting();
      // Both have the whole limit: what is still appended meanwhile is delivered after the next start.
      const limit = { timeoutMs: shutdownTimeoutMs };
      const startedMs = performance.now();
      await Promise.all([listening.close(limit), delivery.stop(limit)]);
      stopRetention();
      stopScrubbing();
      operator.stop();
      stopWatching();
      await observing.idle();
      const leftMs = Math.max(0, shutdownTimeoutMs - (performance.now() - startedMs));
      const flush = tracing?.close({ timeoutMs: Math.min(traceFlushMs, leftMs) });
      await Promise.all([journal.close(), flush]);
    };
    const reload = createApplyConfig({
      started: config,
      planner,
      delivery,
      log,
      prepareSections(newer, changed) {
        const newerApp = appSections.some((section) => changed.has(section)) ? makeApp(newer) : app;
        return () => {
          if (changed.has("developers")) {
            developers.splice(0, developers.length, ...newer.developers);
            authenticate = createAuthenticate(newer.developers);
          }
          // Requests that are under way end in the one before.
          app = newerApp;
          operator.use(newer.admin?.events ?? null);
          if (changed.has("journal")) {
            stopRetention();
            stopRetention = retain(newer.journal);
          }
          ({ shutdownTimeoutMs } = newer.server);
        };
      },
    });
    return { url: listening.url, journal, delivery, reload, stop: () => (stopped ??= stop()) };
  } catch (error) {
    operator.stop();
    await delivery.stop({ timeoutMs: 0 });
    await tracing?.close({ timeoutMs: 0 });
    await journal.close();
    throw error;
  }
}

/** The same code that ran at the door makes the same events from the stored bytes. */
export function renormalize(payload: Payload): Normalized["events"] {
  return normalizePayload(payload).events;
}

function normalizePayload({ source, bytes, context }: Payload): Normalized {
  const payload = parsePayload(source, bytes);
  const { userId, referenceId, orderedAtMs } = context;
  return normalize(source, payload, { user: userId === null ? null : { userId, referenceId }, orderedAtMs });
}

function enabledSources({ terra, peloton, ifit, file }: MusetteConfig["sources"]): ReadonlySet<SourceName> {
  const switches = { terra, peloton, ifit, file } satisfies Partial<Record<SourceName, unknown>>;
  return new Set(
    (Object.keys(switches) as (keyof typeof switches)[]).filter((name) => switches[name] !== null),
  );
}
