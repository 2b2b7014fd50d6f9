import type { Retry } from "@musette/journal";
import type { RetrySet } from "./retry-set.ts";

/**
 * Retries of one destination that are being written to the journal on request. From when it is asked until
 * it has answered, what ends in the meantime must leave them alone: the journal does it all in order.
 */
export interface Requeues {
  isUnderWay(seq: number): boolean;
  /** To be called together with the journal; returns what to call with whether it was written. */
  begin(rows: readonly Retry[]): (written: boolean) => void;
}

export function createRequeues(retries: Pick<RetrySet, "putRequeued">): Requeues {
  const underWay = new Set<readonly Retry[]>();
  return {
    isUnderWay: (seq) => [...underWay].some((rows) => rows.some((row) => row.seq === seq)),
    begin(rows) {
      underWay.add(rows);
      return (written) => {
        underWay.delete(rows);
        if (written) retries.putRequeued(rows);
      };
    },
  };
}
