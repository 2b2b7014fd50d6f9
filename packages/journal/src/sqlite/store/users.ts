import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import { noUserId } from "@musette/core/user";
import type { NewUser } from "../thread/protocol.ts";
import type { Head } from "./head.ts";
import type { UserRow } from "./user-row.ts";

/** What an append asks of a user. */
export type KnownUser = Pick<UserRow, "row" | "developer" | "reference_id" | "provider">;

/** Makes users and finds them by their own id. */
export interface Users {
  stored(userId: string): UserRow | undefined;
  /**
   * The user as this developer knows it; undefined when it is new.
   *
   * @throws {JournalError} `journal.foreign_user` when it is another developer's.
   */
  recognize(userId: string, developer: string): KnownUser | undefined;
  /** Makes the user or brings what is known of it up to date; returns its row. */
  remember(
    user: Omit<NewUser, "json">,
    known: KnownUser | undefined,
    developer: string,
    nowMs: number,
  ): number;
}

export function createUsers(db: DatabaseSync, head: Head): Users {
  const byId = db.prepare("SELECT * FROM users WHERE user_id = ?");
  const knownById = db.prepare("SELECT row, developer, reference_id, provider FROM users WHERE user_id = ?");
  const insert = db.prepare(
    "INSERT INTO users (row, user_id, developer, reference_id, provider, created_at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const update = db.prepare("UPDATE users SET reference_id = ?, provider = ? WHERE row = ?");
  const stored = (userId: string) => byId.get(userId) as unknown as UserRow | undefined;

  return {
    stored,

    recognize(userId, developer) {
      const known = knownById.get(userId) as unknown as KnownUser | undefined;
      if (!known || known.developer === developer || userId === noUserId) return known;
      throw new JournalError(
        "journal.foreign_user",
        `Developer "${developer}" named user "${userId}", who belongs to another developer. Nothing was stored; use a user id of your own.`,
        { context: { developer, userId } },
      );
    },

    remember({ userId, referenceId, provider }, known, developer, nowMs) {
      if (!known) {
        head.userRow += 1;
        insert.run(head.userRow, userId, developer, referenceId, provider, nowMs);
        return head.userRow;
      }
      // Most payloads carry no reference; that takes none away.
      const reference = referenceId ?? known.reference_id;
      if (reference !== known.reference_id || provider !== known.provider) {
        update.run(reference, provider, known.row);
      }
      return known.row;
    },
  };
}
