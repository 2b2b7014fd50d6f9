import type { DestinationPlan } from "./delivery.ts";

/** What both the configuration and the vendor allow, and no more than a second's worth of the rate. */
export function batchLimits({ batch, limits, rate }: DestinationPlan): { records: number; bytes: number } {
  const perSecond = Math.max(1, Math.floor(rate.perSecond ?? Infinity));
  return {
    records: Math.min(batch.records, limits.records, perSecond),
    bytes: Math.min(batch.bytes, limits.bytes),
  };
}
