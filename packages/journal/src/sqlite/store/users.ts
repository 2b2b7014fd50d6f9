import type { DatabaseSync } from "node:sqlite";
import { JournalError, noUserId } from "@musette/core";
import type { JournalUser, UserQuery } from "../../journal.ts";
import type { NewUser } from "../thread/protocol.ts";

/** A user as stored. */
export interface UserRow {
  readonly row: number;
  readonly user_id: string;
  readonly developer: string;
  readonly reference_id: string | null;
  readonly provider: string;
  readonly created_at: number;
}

export interface Users {
  /**
   * The user as this developer knows it; undefined when it is new.
   *
   * @throws {JournalError} `journal.foreign_user` when it is another developer's.
   */
  recognize(userId: string, developer: string): UserRow | undefined;
  /** Makes the user or brings what is known of it up to date; returns its row. */
  remember(user: NewUser, known: UserRow | undefined, developer: string, nowMs: number): number;
  find(query: UserQuery): JournalUser | undefined;
  stored(userId: string): UserRow | undefined;
}

export function createUsers(db: DatabaseSync): Users {
  const byId = db.prepare("SELECT * FROM users WHERE user_id = ?");
  const byReference = db.prepare(
    `SELECT * FROM users WHERE developer = ? AND reference_id = ? AND (?3 IS NULL OR provider = ?3)
     ORDER BY row DESC LIMIT 1`,
  );
  const insert = db.prepare("INSERT INTO users VALUES (NULL, ?, ?, ?, ?, ?)");
  const update = db.prepare("UPDATE users SET reference_id = ?, provider = ? WHERE row = ?");
  const stored = (userId: string) => byId.get(userId) as unknown as UserRow | undefined;

  return {
    stored,

    recognize(userId, developer) {
      const known = stored(userId);
      if (!known || known.developer === developer || userId === noUserId) return known;
      throw new JournalError(
        "journal.foreign_user",
        `Developer "${developer}" named user "${userId}", who belongs to another developer. Nothing was stored; use a user id of your own.`,
        { context: { developer, userId } },
      );
    },

    remember({ userId, referenceId, provider }, known, developer, nowMs) {
      if (!known) return Number(insert.run(userId, developer, referenceId, provider, nowMs).lastInsertRowid);
      // Most payloads carry no reference; that takes none away.
      const reference = referenceId ?? known.reference_id;
      if (reference !== known.reference_id || provider !== known.provider) {
        update.run(reference, provider, known.row);
      }
      return known.row;
    },

    find(query) {
      const row =
        "userId" in query
          ? stored(query.userId)
          : (byReference.get(query.developer, query.referenceId, query.provider ?? null) as unknown as
              | UserRow
              | undefined);
      return row && toUser(row);
    },
  };
}

function toUser(row: UserRow): JournalUser {
  return {
    userId: row.user_id,
    developer: row.developer,
    referenceId: row.reference_id,
    provider: row.provider,
    createdAtMs: row.created_at,
  };
}
