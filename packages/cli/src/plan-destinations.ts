import { type Connector, systemClock } from "@musette/core";
import type { DestinationConfig } from "@musette/config";
import type { ClaimCheckPlan, DestinationPlan } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";
import type { Logger } from "pino";
import { planSelection } from "./plan-selection.ts";

/** A destination with its connector open. There is one of each, also where others leave bodies in its store. */
interface OpenDestination {
  readonly config: DestinationConfig;
  readonly connector: Connector;
}

/**
 * Opens the connectors of all destinations and says how each is to be delivered to. Makes no request.
 *
 * @throws {Error} when a claim check's connector says that it stores objects, and does not.
 */
export function planDestinations(
  destinations: readonly DestinationConfig[],
  log: Logger,
): readonly DestinationPlan[] {
  const open = destinations.map((config) => ({ config, connector: openConnector(config, log) }));
  return open.map((destination) => planDestination(destination, open));
}

function openConnector({ name, definition, options }: DestinationConfig, log: Logger): Connector {
  const child = log.child({ destination: name });
  return definition.open(options, {
    name,
    log: (level, message, context) => child[level](context ?? {}, message),
    now: () => systemClock.now(),
  });
}

function planDestination(
  { config, connector }: OpenDestination,
  all: readonly OpenDestination[],
): DestinationPlan {
  const { name, type, definition, format, only, batch, retry, limits, claimCheck, start, paused } = config;
  return {
    name,
    type,
    connector,
    limits: definition.limits,
    format,
    accepts: acceptOnly(only),
    selection: planSelection(config),
    batch,
    retry,
    rate: { concurrency: limits.concurrency, perSecond: limits.perSecond },
    start,
    paused,
    timeoutMs: limits.timeoutMs,
    claimCheck: claimCheck === null ? undefined : planClaimCheck(claimCheck, all),
  };
}

function planClaimCheck(name: string, all: readonly OpenDestination[]): ClaimCheckPlan {
  const named = all.find(({ config }) => config.name === name);
  // Bound, for the connector may be somebody's own, and a class.
  const store = named?.connector.store?.bind(named.connector);
  if (named === undefined || store === undefined) {
    throw new Error(
      `the connector of ${name} has no store, which a claim check needs; its definition must not say storesObjects`,
    );
  }
  return { name, store, timeoutMs: named.config.limits.timeoutMs };
}

/** `only:`: every list that is given must hold the event's value. */
function acceptOnly(only: DestinationConfig["only"]): (event: StoredEvent) => boolean {
  const types = only.types && new Set(only.types);
  const providers = only.providers && new Set(only.providers);
  const users = only.users && new Set(only.users);
  return ({ type, user }) =>
    (types?.has(type) ?? true) &&
    (providers?.has(user.provider.toUpperCase()) ?? true) &&
    (users?.has(user.user_id) ?? true);
}
