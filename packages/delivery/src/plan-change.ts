import type { DestinationPlan } from "./delivery.ts";

/** What it takes to get from some plans to others. One that is the same object in both goes on as it is. */
export interface PlanChange {
  readonly added: readonly DestinationPlan[];
  /** Those that are changed or removed. */
  readonly leaving: readonly Leaving[];
}

export interface Leaving {
  readonly plan: DestinationPlan;
  /** Undefined: it is removed. */
  readonly next: DestinationPlan | undefined;
  /** Whether its connector is in no newer plan. */
  readonly isClosed: boolean;
  /** Who leaves with it and may be in the middle of a call of its connector: itself, and those whose bodies it stores. */
  readonly users: readonly string[];
}

export function planChange(
  before: readonly DestinationPlan[],
  after: readonly DestinationPlan[],
): PlanChange {
  const known = new Set(before.map(({ name }) => name));
  const newer = new Map(after.map((plan) => [plan.name, plan]));
  const kept = new Set(after.map(({ connector }) => connector));
  const gone = before.filter((plan) => newer.get(plan.name) !== plan);
  return {
    added: after.filter(({ name }) => !known.has(name)),
    leaving: gone.map((plan): Leaving => ({
      plan,
      next: newer.get(plan.name),
      isClosed: !kept.has(plan.connector),
      users: gone
        .filter(({ connector, claimCheck }) => connector === plan.connector || claimCheck?.name === plan.name)
        .map(({ name }) => name),
    })),
  };
}
