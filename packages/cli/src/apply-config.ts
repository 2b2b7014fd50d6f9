import type { MusetteConfig } from "@musette/config";
import type { Delivery } from "@musette/delivery";
import type { Logger } from "pino";
import { whatNeedsRestart, whatTakesEffect } from "./config-changes.ts";
import { changedPlugins } from "./connectors.ts";
import type { DestinationPlanner } from "./destination-planner.ts";

/** What became of a newer configuration, in the words of the file. */
export interface Reloaded {
  readonly inEffect: readonly string[];
  /** What else has changed since the start, and is read only then. */
  readonly needsRestart: readonly string[];
}

export interface ApplyConfigOptions {
  readonly started: MusetteConfig;
  readonly planner: DestinationPlanner;
  readonly delivery: Pick<Delivery, "reconfigure">;
  readonly log: Pick<Logger, "info" | "error">;
  /** Makes what the sections that have changed need, all but the destinations; returns what puts them into effect. */
  readonly prepareSections: (newer: MusetteConfig, changed: ReadonlySet<string>) => () => void;
}

/**
 * Makes what puts a newer configuration into effect: all that can be, or nothing of it. Resolves when that is
 * decided; destinations that change may finish what is in flight until `server.shutdown_timeout` is over.
 */
export function createApplyConfig(options: ApplyConfigOptions): (newer: MusetteConfig) => Promise<Reloaded> {
  const { started, planner, delivery, log, prepareSections } = options;
  let current = started;

  /** Resolves when nothing can refuse them any more. */
  async function reconfigure({ destinations, server }: MusetteConfig): Promise<readonly string[]> {
    const next = await planner.next(destinations);
    if (next.changes.length === 0) {
      next.accept();
      return [];
    }
    const accepted = Promise.withResolvers<void>();
    const done = delivery.reconfigure(next.plans, {
      timeoutMs: server.shutdownTimeoutMs,
      onAccepted: () => accepted.resolve(),
    });
    done.then(
      () => log.info({ destinations: next.changes }, "the destinations are as configured"),
      // Refused: told below. Later only a stop can end it.
      accepted.reject,
    );
    try {
      await accepted.promise;
    } catch (error) {
      await next.discard();
      throw error;
    }
    next.accept();
    return next.changes.map((change) => `destinations: ${change}`);
  }

  return async function applyConfig(newer) {
    const sections = whatTakesEffect(current, newer);
    const applySections = prepareSections(newer, new Set(sections));
    const destinations = await reconfigure(newer);
    applySections();
    current = newer;
    const plugins = (await changedPlugins(newer.plugins)).map((plugin) => `plugins: ${plugin}`);
    return {
      inEffect: [...sections, ...destinations],
      needsRestart: [...whatNeedsRestart(started, newer), ...plugins],
    };
  };
}
