import type { DatabaseSync } from "node:sqlite";
import type { Connection } from "../../journal.ts";
import type { Reads, Writes } from "../thread/protocol.ts";

type ConnectionVerbs = Pick<Writes, "saveConnection" | "deleteConnection"> & Pick<Reads, "findConnection">;

/** Users' sealed credentials, one for each user. */
export function createConnections(db: DatabaseSync): ConnectionVerbs {
  const upsert = db.prepare(
    `INSERT INTO connections VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET source = excluded.source, sealed = excluded.sealed, saved_at = excluded.saved_at`,
  );
  const select = db.prepare(
    "SELECT user_id AS userId, source, sealed, saved_at AS savedAtMs FROM connections WHERE user_id = ?",
  );
  const remove = db.prepare("DELETE FROM connections WHERE user_id = ?");
  return {
    saveConnection({ userId, source, sealed, savedAtMs }) {
      upsert.run(userId, source, sealed, savedAtMs);
    },
    findConnection(userId) {
      const found = select.get(userId);
      return found && { ...(found as unknown as Connection) };
    },
    deleteConnection(userId) {
      remove.run(userId);
    },
  };
}
