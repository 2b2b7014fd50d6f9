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
  createMetrics,
  createOperatorEvents,
  listen,
  type OperatorEvents,
} from "@musette/server";
import type { Logger } from "pino";
import { observeDelivery } from "./observe-delivery.ts";
import { createRequestsOf } from "./requests-of.ts";
import { openAdmin } from "./open-admin.ts";
import { planDestinations } from "./plan-destinations.ts";
import { startRetention } from "./retention.ts";
import { watchRoom } from "./watch-room.ts";
import { whatNeedsRestart } from "./what-needs-restart.ts";

/** Bodies kept in memory between the door and the destinations, measured by what they take. */
const bodyCacheBytes = 16 * 1024 * 1024;
/** Request bodies being worked on at once. */
const maxInFlightBytes = 256 * 1024 * 1024;

export interface RunningServer {
  readonly url: string;
  readonly journal: Journal;
  readonly delivery: Delivery;
  /**
   * Puts a newer configuration's developers into effect, for requests that come from now on.
   *
   * @returns what else has changed since the start, which takes a restart, in the words of the file.
   */
  reload(config: MusetteConfig): readonly string[];
  /** Takes no more requests, finishes what is in flight within the configured limit, flushes. May be called twice. */
  stop(): Promise<void>;
}

/** What the console shows that the configuration does not say. */
export interface RunServerOptions {
  /** The configuration as it takes effect, masked, as JSON. Without it, no destination's is shown. */
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
  { describeConfig }: RunServerOptions = {},
): Promise<RunningServer> {
  const clock = systemClock;
  const metrics = createMetrics();
  const operatorEvents = openOperatorEvents(config.admin, log);
  const activity = createActivity(clock);
  const stopping = new AbortController();
  const destinations = planDestinations(config.destinations, log);
  const journal = await openSqliteJournal({ path: config.journal.path, maxBytes: config.journal.maxBytes });
  journal.onDamage((finding) => {
    log.error({ kind: finding.kind, id: finding.id }, finding.message);
    operatorEvents?.damaged(finding);
  });
  const bodies = createEventBodies({ journal, renormalize, maxBytes: bodyCacheBytes });
  const observing = observeDelivery({
    metrics: metrics.delivery,
    log,
    requests: createRequestsOf(journal),
    operator: operatorEvents?.observer,
    activity: config.admin === null ? undefined : activity.observer,
  });
  const delivery = createDelivery({
    journal,
    bodies,
    clock,
    observe: observing.observer,
    destinations,
    encode: encodeEvent,
    encodeBatch,
  });
  // Keeps nothing: a body of somebody's history is asked for once.
  const historyBodies = createEventBodies({ journal, renormalize, maxBytes: 0 });
  let ready = true;
  // Replaced in place by a reload: each request looks anew.
  const developers = [...config.developers];
  let authenticate = createAuthenticate(developers);
  const app = createApp({
    journal,
    bodies,
    historyBodies,
    users: config.users,
    connect: config.connect,
    clock,
    metrics,
    delivery,
    developers,
    authenticate: (devId, apiKey) => authenticate(devId, apiKey),
    maxBodyBytes: config.server.maxBodyBytes,
    maxInFlightBytes,
    sources: enabledSources(config.sources),
    admin: openAdmin(config, { activity, normalizePayload, describeConfig, stopping: stopping.signal }),
    fileZone: config.sources.file?.zone ?? null,
    terraSigningSecret: config.sources.terra?.signingSecret ?? null,
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
  const timeoutMs = config.server.shutdownTimeoutMs;
  try {
    operatorEvents?.watch(journal);
    const stopCounting = await activity.watch(journal);
    await delivery.start();
    const listening = await listen(app, config.server);
    const stopRetention = startRetention(journal, config.journal.retentionMs, clock, log, metrics);
    const stopWatching = watchRoom({ journal, ...config.journal, clock, log });
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      ready = false;
      stopping.abort();
      stopCounting();
      await listening.close({ timeoutMs });
      stopRetention();
      operatorEvents?.stop();
      stopWatching();
      await delivery.stop({ timeoutMs });
      await observing.idle();
      await journal.close();
    };
    const reload = (newer: MusetteConfig) => {
      developers.splice(0, developers.length, ...newer.developers);
      authenticate = createAuthenticate(newer.developers);
      return whatNeedsRestart(config, newer);
    };
    return { url: listening.url, journal, delivery, reload, stop: () => (stopped ??= stop()) };
  } catch (error) {
    operatorEvents?.stop();
    await delivery.stop({ timeoutMs: 0 });
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

function openOperatorEvents(admin: MusetteConfig["admin"], log: Logger): OperatorEvents | undefined {
  if (!admin?.events) return undefined;
  const onFailure = (type: string, message: string) =>
    log.warn({ type }, `an operator event was lost: ${message}`);
  return createOperatorEvents({ ...admin.events, clock: systemClock, onFailure });
}

function enabledSources({ terra, peloton, ifit, file }: MusetteConfig["sources"]): ReadonlySet<SourceName> {
  const switches = { terra, peloton, ifit, file } satisfies Partial<Record<SourceName, unknown>>;
  return new Set(
    (Object.keys(switches) as (keyof typeof switches)[]).filter((name) => switches[name] !== null),
  );
}
