import type { DestinationPlan } from "@musette/delivery";

/** A destination that takes everything and does nothing, counting what it took. */
export function noOpDestination(name: string, onDelivered: (records: number) => void): DestinationPlan {
  return {
    name,
    type: "no-op",
    connector: {
      async write(batch) {
        onDelivered(batch.records.length);
        return [];
      },
      async check() {},
      async close() {},
    },
    limits: { records: 500, bytes: 8_000_000 },
    format: "json",
    accepts: () => true,
    batch: { records: 500, bytes: 8_000_000, waitMs: 200 },
    retry: { firstMs: 1_000, longestMs: 60_000, giveUpAfterMs: 3_600_000 },
    rate: { concurrency: 2, perSecond: null },
    start: "beginning",
    paused: false,
    timeoutMs: 30_000,
  };
}
