import { isDeepStrictEqual } from "node:util";
import { type Connector, systemClock } from "@musette/core";
import type { DestinationConfig } from "@musette/config";
import type { ClaimCheckPlan, DestinationPlan } from "@musette/delivery";
import type { Logger } from "pino";
import { planDestination } from "./plan-destination.ts";

/** Says how each destination is to be delivered to, and keeps what has not changed as it is. */
export interface DestinationPlanner {
  /**
   * Plans for these destinations. Connectors whose own keys are the same stay open; the others are opened, which
   * makes no request. A destination of which nothing has changed keeps its plan, the same object.
   *
   * @throws {Error} when a connector cannot be opened, or has no store and a claim check needs one. What was
   *   opened for the others is closed then.
   */
  next(destinations: readonly DestinationConfig[]): Promise<NextDestinations>;
}

export interface NextDestinations {
  readonly plans: readonly DestinationPlan[];
  /** `lake (added)`, `app (changed)`, `old (removed)`. */
  readonly changes: readonly string[];
  /** Delivery has taken them. */
  accept(): void;
  /** Delivery has refused them: closes what was opened for them. */
  discard(): Promise<void>;
}

interface OpenDestination {
  readonly config: DestinationConfig;
  readonly connector: Connector;
  /** Bound, for the connector may be somebody's own, and a class. */
  readonly store: ClaimCheckPlan["store"] | undefined;
}

interface Planned extends OpenDestination {
  readonly plan: DestinationPlan;
}

export function createDestinationPlanner(log: Logger): DestinationPlanner {
  let current: ReadonlyMap<string, Planned> = new Map();

  function open(config: DestinationConfig): OpenDestination {
    const { name, definition, options } = config;
    const child = log.child({ destination: name });
    try {
      const connector = definition.open(options, {
        name,
        log: (level, message, context) => child[level](context ?? {}, message),
        now: () => systemClock.now(),
      });
      return { config, connector, store: connector.store?.bind(connector) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`destinations: ${name} cannot be opened: ${reason}`, { cause: error });
    }
  }

  function keepOpen(config: DestinationConfig): OpenDestination | undefined {
    const known = current.get(config.name);
    const isSame =
      known?.config.definition === config.definition && isDeepStrictEqual(known.config.given, config.given);
    return known && isSame ? { ...known, config } : undefined;
  }

  function plan(destination: OpenDestination, all: readonly OpenDestination[]): Planned {
    const { config, connector } = destination;
    const claimCheck = planClaimCheck(config, all);
    const known = current.get(config.name);
    const isSame =
      known?.connector === connector &&
      isDeepStrictEqual(ours(known.config), ours(config)) &&
      isDeepStrictEqual(known.plan.claimCheck, claimCheck);
    return { ...destination, plan: isSame ? known.plan : planDestination(config, connector, claimCheck) };
  }

  return {
    async next(destinations) {
      const fresh: Connector[] = [];
      const discard = async () => {
        await Promise.allSettled(fresh.map(async (connector) => await connector.close()));
      };
      try {
        const all = destinations.map((config) => {
          const kept = keepOpen(config);
          if (kept !== undefined) return kept;
          const opened = open(config);
          fresh.push(opened.connector);
          return opened;
        });
        const planned = new Map(all.map((destination) => [destination.config.name, plan(destination, all)]));
        return {
          plans: [...planned.values()].map((one) => one.plan),
          changes: changesBetween(current, planned),
          accept: () => void (current = planned),
          discard,
        };
      } catch (error) {
        await discard();
        throw error;
      }
    },
  };
}

function planClaimCheck(
  { claimCheck: name }: DestinationConfig,
  all: readonly OpenDestination[],
): ClaimCheckPlan | undefined {
  if (name === null) return undefined;
  const named = all.find(({ config }) => config.name === name);
  if (named?.store === undefined) {
    throw new Error(
      `the connector of ${name} has no store, which a claim check needs; its definition must not say storesObjects`,
    );
  }
  return { name, store: named.store, timeoutMs: named.config.limits.timeoutMs };
}

/** What is not the connector's own. */
function ours(destination: DestinationConfig): unknown {
  const { definition: _, options: _options, given: _given, ...rest } = destination;
  return rest;
}

function changesBetween(
  before: ReadonlyMap<string, Planned>,
  after: ReadonlyMap<string, Planned>,
): readonly string[] {
  const changes: string[] = [];
  for (const [name, { plan }] of after) {
    const known = before.get(name);
    if (known === undefined) changes.push(`${name} (added)`);
    else if (known.plan !== plan) changes.push(`${name} (changed)`);
  }
  for (const name of before.keys()) if (!after.has(name)) changes.push(`${name} (removed)`);
  return changes;
}
