import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import { noUserId } from "@musette/core/user";
import type { NewUser } from "../thread/protocol.ts";
import type { Head } from "./head.ts";
import { sumOfUser } from "./user-row.ts";
import type { UserRow } from "./user-row.ts";

/** What an append asks of a user. */
export type KnownUser = Pick<UserRow, "row" | "developer" | "reference_id" | "provider">;

/** Makes users and finds them by their own id. */
export interface Users {
  stored(userId: string): UserRow | undefined;
  /** Seals a row that was changed: gives it the sum of what is in it. */
  seal(row: number): void;
  /** A user is gone, or, without one, everything may be as it was before. */
  forget(userId?: string): void;
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

/** Kept in memory, of those who sent last: to look a user up again takes a twentieth of an append (measured). */
const mostRecent = 10_000;

export function createUsers(db: DatabaseSync, head: Head): Users {
  const byId = db.prepare("SELECT * FROM users WHERE user_id = ?");
  const byRow = db.prepare("SELECT * FROM users WHERE row = ?");
  const insert = db.prepare(
    "INSERT INTO users (row, user_id, developer, reference_id, provider, created_at) VALUES (?, ?, ?, ?, ?, ?)",
  );
  const update = db.prepare("UPDATE users SET reference_id = ?, provider = ? WHERE row = ?");
  const setSum = db.prepare("UPDATE users SET sum = ? WHERE row = ?");

  /** By user id as the database has it, where half a surrogate pair is U+FFFD. */
  const recent = new Map<string, KnownUser>();

  function seal(row: number): void {
    const user = byRow.get(row) as unknown as UserRow;
    setSum.run(sumOfUser(user), row);
    recent.delete(user.user_id);
  }

  function stored(userId: string): UserRow | undefined {
    const user = byId.get(userId) as unknown as UserRow | undefined;
    if (user) checkUser(user, userId);
    return user;
  }

  function recall(userId: string): KnownUser | undefined {
    const name = userId.toWellFormed();
    const remembered = recent.get(name);
    if (remembered) return remembered;
    const known = stored(userId);
    if (!known) return undefined;
    if (recent.size >= mostRecent) recent.clear();
    recent.set(name, known);
    return known;
  }

  return {
    seal,
    stored,

    forget(userId) {
      if (userId === undefined) recent.clear();
      else recent.delete(userId.toWellFormed());
    },

    recognize(userId, developer) {
      const known = recall(userId);
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
        seal(head.userRow);
        return head.userRow;
      }
      // Most payloads carry no reference; that takes none away.
      const reference = referenceId ?? known.reference_id;
      if (reference !== known.reference_id || provider !== known.provider) {
        update.run(reference, provider, known.row);
        seal(known.row);
      }
      return known.row;
    },
  };
}

/**
 * SQLite takes its index at its word, and one that the disk damaged may lead to somebody else.
 *
 * @throws {JournalError} `journal.corrupt` where the row is not that user's, or not as it was written.
 */
export function checkUser(user: UserRow, userId: string): void {
  // The database makes U+FFFD of half a surrogate pair.
  if (user.user_id === userId.toWellFormed() && user.sum === sumOfUser(user)) return;
  throw damagedUser({ userId });
}

export function damagedUser(
  context: { readonly userId: string } | { readonly developer: string },
): JournalError {
  return new JournalError(
    "journal.corrupt",
    "What is known of the user in the journal was damaged on the disk. Check the disk, and restart Musette: it is made anew from an event.",
    { context },
  );
}
