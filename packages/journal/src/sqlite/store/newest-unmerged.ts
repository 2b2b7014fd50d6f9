import type { DatabaseSync } from "node:sqlite";
import { startMs } from "../start-ms.ts";
import type { NewestOfUser } from "./user-row.ts";

/** A user's newest event where there is no index in memory: looks through what is not merged yet. */
export function createNewestUnmerged(db: DatabaseSync): NewestOfUser {
  const newest = db.prepare(
    `SELECT received_at AS receivedAtMs, start_time AS startTime FROM events
     WHERE seq > (SELECT indexed_through FROM log) AND user_row = ? ORDER BY seq DESC LIMIT 1`,
  );
  return (userRow) => {
    const found = newest.get(userRow) as { receivedAtMs: number; startTime: string | null } | undefined;
    return found && { receivedAtMs: found.receivedAtMs, ownStartMs: startMs(found.startTime) ?? null };
  };
}
