import type { Connector } from "@musette/core";
import type { DestinationConfig } from "@musette/config";
import type { ClaimCheckPlan, DestinationPlan } from "@musette/delivery";
import type { StoredEvent } from "@musette/journal";
import { planSelection } from "./plan-selection.ts";

/** How a destination is to be delivered to, with its connector open. */
export function planDestination(
  config: DestinationConfig,
  connector: Connector,
  claimCheck: ClaimCheckPlan | undefined,
): DestinationPlan {
  const { name, type, definition, format, only, batch, retry, limits, start, paused } = config;
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
    claimCheck,
  };
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
