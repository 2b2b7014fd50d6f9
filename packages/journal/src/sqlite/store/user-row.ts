import type { JournalUser } from "../../journal.ts";
import { rowSum } from "./row-sum.ts";
import type { IndexEntry } from "./tail.ts";

/** A user as stored. */
export interface UserRow {
  readonly row: number;
  readonly user_id: string;
  readonly developer: string;
  readonly reference_id: string | null;
  readonly provider: string;
  readonly created_at: number;
  readonly active: number;
  readonly scopes: string | null;
  /** Of the newest event that is merged into the indexes. */
  readonly newest_at: number | null;
  readonly newest_start: number | null;
  /** See `sumOfUser`; null: stored before there were sums. */
  readonly sum: number | null;
}

/** Of all but the newest event, which is found anew by its events. */
export function sumOfUser(row: Omit<UserRow, "newest_at" | "newest_start" | "sum">): number {
  const { user_id, developer, reference_id, provider, created_at, active, scopes } = row;
  return rowSum([row.row, user_id, developer, reference_id, provider, created_at, active, scopes]);
}

/** A user's newest event, where it is not merged into the indexes yet. */
export type NewestOfUser = (userRow: number) => Pick<IndexEntry, "receivedAtMs" | "ownStartMs"> | undefined;

export function toUser(row: UserRow, newestOfUser: NewestOfUser): JournalUser {
  const newest = newestOfUser(row.row);
  return {
    userId: row.user_id,
    developer: row.developer,
    referenceId: row.reference_id,
    provider: row.provider,
    createdAtMs: row.created_at,
    active: row.active === 1,
    scopes: row.scopes,
    lastEventAtMs: newest ? newest.receivedAtMs : row.newest_at,
    newestStartMs: newest ? newest.ownStartMs : row.newest_start,
  };
}
