import type { DatabaseSync } from "node:sqlite";
import { noUserId } from "@musette/core/user";
import type { JournalDamage } from "../../journal.ts";
import type { Reads } from "../thread/protocol.ts";
import type { Damage } from "./damage.ts";
import { sumOfUser, toUser } from "./user-row.ts";
import type { NewestOfUser, UserRow } from "./user-row.ts";
import { checkUser, damagedUser } from "./users.ts";

/** What is asked about users. */
export function createUserReads(
  db: DatabaseSync,
  newestOfUser: NewestOfUser,
  damage: Damage,
): Pick<Reads, "findUser" | "users"> {
  const byId = db.prepare("SELECT * FROM users WHERE user_id = ?");
  const byReference = db.prepare(
    `SELECT * FROM users WHERE developer = ? AND reference_id = ? AND (?3 IS NULL OR provider = ?3)
     ORDER BY row DESC LIMIT 1`,
  );
  const ofDeveloper = listing("developer = ?");
  const ofReference = listing("developer = ? AND reference_id = ?");

  /** Oldest first. Events that are nobody's have a row here as well, which is no user. */
  function listing(condition: string) {
    const where = `FROM users WHERE ${condition} AND user_id <> '${noUserId}'`;
    return {
      page: db.prepare(`SELECT * ${where} ORDER BY row LIMIT ? OFFSET ?`),
      total: db.prepare(`SELECT count(*) AS total ${where}`),
    };
  }

  return {
    findUser(query) {
      const found =
        "userId" in query
          ? byId.get(query.userId)
          : byReference.get(query.developer, query.referenceId, query.provider ?? null);
      if (!found) return undefined;
      const user = found as unknown as UserRow;
      if ("userId" in query) checkUser(user, query.userId);
      else checkReference(user, query);
      return toUser(user, newestOfUser);
    },
    users({ developer, referenceId, page, perPage }) {
      const whose = referenceId === undefined ? [developer] : [developer, referenceId];
      const statements = referenceId === undefined ? ofDeveloper : ofReference;
      const rows = statements.page.all(...whose, perPage, page * perPage) as unknown as UserRow[];
      const { total } = statements.total.get(...whose) as { total: number };
      const good = rows.filter((row) => row.sum === sumOfUser(row) && isOf(row, { developer, referenceId }));
      if (good.length < rows.length) damage.note(someLeftOut);
      return { users: good.map((row) => toUser(row, newestOfUser)), total };
    },
  };
}

const someLeftOut: JournalDamage = {
  kind: "users",
  id: 0,
  message:
    "Some users in the journal, or the indexes by which they are found, are damaged on the disk; they are left out of lists. Check the disk, and restart Musette, which makes them anew.",
};

/** An index that the disk damaged may lead to another's. */
function isOf(
  user: UserRow,
  { developer, referenceId }: { readonly developer: string; readonly referenceId?: string | undefined },
): boolean {
  return (
    user.developer === developer &&
    (referenceId === undefined || user.reference_id === referenceId.toWellFormed())
  );
}

function checkReference(
  user: UserRow,
  query: { readonly developer: string; readonly referenceId: string },
): void {
  if (user.sum !== sumOfUser(user) || !isOf(user, query)) throw damagedUser({ developer: query.developer });
}
