import type { DatabaseSync } from "node:sqlite";
import type { DeliveryRequest } from "@musette/core";
import type { DeadLetter, DestinationState, DestinationSummary, Retry } from "../../journal.ts";
import type { Reads } from "../thread/protocol.ts";

/** What operators ask about destinations. */
export function createDestinationReads(
  db: DatabaseSync,
): Pick<Reads, "destinations" | "retries" | "deadLetters"> {
  const destinations = db.prepare(
    `SELECT destination, claimed_through AS claimedThrough, retries, dead_letters AS deadLetters,
            status, since AS sinceMs, code, message, paused_at AS pausedAtMs,
            coalesce((SELECT min(after_seq) FROM claims WHERE claims.destination = cursors.destination),
                     claimed_through) AS settledThrough
     FROM cursors ORDER BY destination`,
  );
  const retries = db.prepare(
    `SELECT seq, key, attempts, next_at AS nextAtMs, first_failed_at AS firstFailedAtMs, code, message,
            request
     FROM retries WHERE destination = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const deadLetters = db.prepare(
    `SELECT seq, key, attempts, dead_at AS deadAtMs, code, message
     FROM dead_letters WHERE destination = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  return {
    destinations: () =>
      destinations.all().map((row) => {
        const { status, sinceMs, code, message, ...summary } = row as unknown as Omit<
          DestinationSummary,
          "state"
        > &
          DestinationState;
        return { ...summary, state: { status, sinceMs, code, message } };
      }),
    retries: ({ destination, afterSeq, limit }) =>
      retries.all(destination, afterSeq, limit).map((row) => toRetry(row as unknown as RetryRow)),
    deadLetters: ({ destination, afterSeq, limit }) =>
      deadLetters.all(destination, afterSeq, limit).map((row) => ({ ...(row as unknown as DeadLetter) })),
  };
}

type RetryRow = Omit<Retry, "request"> & { readonly request: string | null };

function toRetry({ request, ...row }: RetryRow): Retry {
  return request === null ? row : { ...row, request: JSON.parse(request) as DeliveryRequest };
}
