import type { DatabaseSync } from "node:sqlite";
import { noUserId } from "@musette/core/user";
import type { Reads } from "../thread/protocol.ts";
import { toUser } from "./user-row.ts";
import type { NewestOfUser, UserRow } from "./user-row.ts";
import { checkUser } from "./users.ts";

/** What is asked about users. */
export function createUserReads(
  db: DatabaseSync,
  newestOfUser: NewestOfUser,
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
      checkUser(user, "userId" in query ? query.userId : user.user_id);
      return toUser(user, newestOfUser);
    },
    users({ developer, referenceId, page, perPage }) {
      const whose = referenceId === undefined ? [developer] : [developer, referenceId];
      const statements = referenceId === undefined ? ofDeveloper : ofReference;
      const rows = statements.page.all(...whose, perPage, page * perPage) as unknown as UserRow[];
      const { total } = statements.total.get(...whose) as { total: number };
      return { users: rows.map((row) => toUser(row, newestOfUser)), total };
    },
  };
}
