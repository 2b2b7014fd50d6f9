import { systemClock, type SourceName } from "@musette/core";
import type { MusetteConfig } from "@musette/config";
import { createDelivery, createEventBodies, type Delivery } from "@musette/delivery";
import { openSqliteJournal, type Journal, type Payload } from "@musette/journal";
import { normalize } from "@musette/normalizer";
import { createApp, createAuthenticate, createMetrics, listen } from "@musette/server";
import type { Logger } from "pino";
import { observeDelivery } from "./observe-delivery.ts";
import { planDestinations } from "./plan-destinations.ts";
import { startRetention } from "./retention.ts";

/** Bodies kept in memory between the door and the destinations, measured by what they take. */
const bodyCacheBytes = 16 * 1024 * 1024;
/** Request bodies being worked on at once. */
const maxInFlightBytes = 256 * 1024 * 1024;

export interface RunningServer {
  readonly url: string;
  readonly journal: Journal;
  readonly delivery: Delivery;
  /** Takes no more requests, finishes what is in flight within the configured limit, flushes. May be called twice. */
  stop(): Promise<void>;
}

/**
 * Opens the journal, starts delivery, then listens: the one place where the rooms are joined.
 *
 * @throws {JournalError} when the journal cannot be opened; an error of `listen` when the port is taken.
 */
export async function runServer(config: MusetteConfig, log: Logger): Promise<RunningServer> {
  const clock = systemClock;
  const metrics = createMetrics();
  const destinations = planDestinations(config.destinations, log);
  const journal = await openSqliteJournal({ path: config.journal.path, maxBytes: config.journal.maxBytes });
  const bodies = createEventBodies({ journal, renormalize, maxBytes: bodyCacheBytes });
  const delivery = createDelivery({
    journal,
    bodies,
    clock,
    observe: observeDelivery(metrics.delivery, log),
    destinations,
  });
  let ready = true;
  const developers = config.developers;
  const app = createApp({
    journal,
    bodies,
    clock,
    metrics,
    delivery,
    developers,
    authenticate: createAuthenticate(developers),
    maxBodyBytes: config.server.maxBodyBytes,
    maxInFlightBytes,
    sources: enabledSources(config.sources),
    terraSigningSecret: config.sources.terra?.signingSecret ?? null,
    onError: (error, path) => log.error({ err: error, path }, "a request failed unexpectedly"),
    isReady: () => ready,
  });
  const timeoutMs = config.server.shutdownTimeoutMs;
  try {
    await delivery.start();
    const listening = await listen(app, config.server);
    const stopRetention = startRetention(journal, config.journal.retentionMs, clock, log);
    let stopped: Promise<void> | undefined;
    const stop = async () => {
      ready = false;
      await listening.close({ timeoutMs });
      stopRetention();
      await delivery.stop({ timeoutMs });
      await journal.close();
    };
    return { url: listening.url, journal, delivery, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await delivery.stop({ timeoutMs: 0 });
    await journal.close();
    throw error;
  }
}

/** The same code that ran at the door makes the same events from the stored bytes. */
export function renormalize({ source, bytes, context }: Payload): ReturnType<typeof normalize>["events"] {
  const payload: unknown = JSON.parse(new TextDecoder().decode(bytes));
  const { userId, referenceId, orderedAtMs } = context;
  return normalize(source, payload, { user: userId === null ? null : { userId, referenceId }, orderedAtMs })
    .events;
}

function enabledSources({ terra, peloton, ifit }: MusetteConfig["sources"]): ReadonlySet<SourceName> {
  const switches = { terra, peloton, ifit } satisfies Partial<Record<SourceName, unknown>>;
  return new Set(
    (Object.keys(switches) as (keyof typeof switches)[]).filter((name) => switches[name] !== null),
  );
}
