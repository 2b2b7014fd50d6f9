import type { DatabaseSync } from "node:sqlite";
import type { DeadLetter, DestinationState, DestinationSummary, JournalDamage } from "../../journal.ts";
import type { Reads } from "../thread/protocol.ts";
import type { Damage } from "./damage.ts";
import { deadLetterColumns, retryColumns, sumOfDeadLetter, sumOfRetry, toRetry } from "./waiting-rows.ts";
import type { RetryRow } from "./waiting-rows.ts";

/** What operators ask about destinations. */
export function createDestinationReads(
  db: DatabaseSync,
  damage: Damage,
): Pick<Reads, "destinations" | "retries" | "deadLetters"> {
  const destinations = db.prepare(
    `SELECT destination, claimed_through AS claimedThrough, retries, dead_letters AS deadLetters,
            status, since AS sinceMs, code, message, paused_at AS pausedAtMs,
            coalesce((SELECT min(after_seq) FROM claims WHERE claims.destination = cursors.destination),
                     claimed_through) AS settledThrough
     FROM cursors ORDER BY destination`,
  );
  const retries = db.prepare(
    `SELECT ${retryColumns}, sum FROM retries WHERE destination = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const deadLetters = db.prepare(
    `SELECT ${deadLetterColumns}, sum FROM dead_letters WHERE destination = ? AND seq > ? ORDER BY seq LIMIT ?`,
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
    retries({ destination, afterSeq, limit }) {
      const rows = retries.all(destination, afterSeq, limit) as unknown as readonly Summed<RetryRow>[];
      const good = rows.flatMap(({ sum, ...row }) =>
        sum === sumOfRetry(destination, row) ? [toRetry(row)] : [],
      );
      if (good.length < rows.length) damage.note(damaged("retries", destination));
      return good;
    },
    deadLetters({ destination, afterSeq, limit }) {
      const rows = deadLetters.all(destination, afterSeq, limit) as unknown as readonly Summed<DeadLetter>[];
      const good = rows.flatMap(({ sum, ...row }) =>
        sum === sumOfDeadLetter(destination, row) ? [row] : [],
      );
      if (good.length < rows.length) damage.note(damaged("dead letters", destination));
      return good;
    },
  };
}

type Summed<Row> = Row & { readonly sum: number | null };

function damaged(kind: "retries" | "dead letters", destination: string): JournalDamage {
  const message = `Some ${kind} of "${destination}" in the journal are damaged on the disk and left out. Check the disk, and restart Musette: their events are delivered there again. If it says so again, replay to that destination what may be missing.`;
  return { kind, id: 0, message };
}
