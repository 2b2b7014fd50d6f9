import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import type { Writes } from "../thread/protocol.ts";
import { toUser } from "./user-row.ts";
import type { NewestOfUser, UserRow } from "./user-row.ts";
import type { Users } from "./users.ts";

/** Changes what is given of a user, and makes it when it is new. */
export function createSaveUser(
  db: DatabaseSync,
  parts: { readonly users: Users; readonly newestOfUser: NewestOfUser },
): Writes["saveUser"] {
  const { users, newestOfUser } = parts;
  const byRow = db.prepare("SELECT * FROM users WHERE row = ?");
  const update = db.prepare(
    "UPDATE users SET reference_id = ?, provider = ?, active = ?, scopes = ? WHERE row = ?",
  );

  return (change) => {
    const { userId, developer, provider, referenceId, active, scopes, atMs } = change;
    if (developer !== undefined) users.recognize(userId, developer);
    const known = users.stored(userId);
    if (!known && (developer === undefined || provider === undefined)) throw unknownUser(userId);
    const row =
      known?.row ??
      users.remember(
        { userId, referenceId: referenceId ?? null, provider: provider ?? "" },
        undefined,
        developer ?? "",
        atMs,
      );
    const before = known ?? (byRow.get(row) as unknown as UserRow);
    update.run(
      referenceId === undefined ? before.reference_id : referenceId,
      provider ?? before.provider,
      active === undefined ? before.active : Number(active),
      scopes === undefined ? before.scopes : scopes,
      row,
    );
    users.seal(row);
    return toUser(byRow.get(row) as unknown as UserRow, newestOfUser);
  };
}

function unknownUser(userId: string): JournalError {
  return new JournalError(
    "journal.failed",
    `There is no user "${userId}" to change. Give developer and provider, and it is made.`,
    { context: { userId } },
  );
}
