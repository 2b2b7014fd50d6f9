import type { DatabaseSync } from "node:sqlite";
import type { Connection } from "../../journal.ts";
import type { Reads, Writes } from "../thread/protocol.ts";
import type { Damage } from "./damage.ts";
import { prepareLookup, prepareReplace } from "./lookup-row.ts";
import type { LookupTable } from "./lookup-row.ts";

type ConnectionVerbs = Pick<Writes, "saveConnection" | "deleteConnection"> & Pick<Reads, "findConnection">;

export const connectionsTable: LookupTable = {
  name: "connections",
  columns: ["user_id", "source", "sealed", "saved_at"],
  advice(damaged) {
    const userIds = damaged.slice(0, mostNamed).map(([userId]) => String(userId));
    const more = damaged.length > mostNamed ? ` and ${damaged.length - mostNamed} more` : "";
    return `Users whose connection is gone have to connect again${userIds.length === 0 ? "" : `: ${userIds.join(", ")}${more}`}.`;
  },
};

const mostNamed = 20;

/** Users' sealed credentials, one for each user. */
export function createConnections(db: DatabaseSync, damage: Damage): ConnectionVerbs {
  const replace = prepareReplace(db, connectionsTable);
  const find = prepareLookup(db, connectionsTable, "user_id = ?", damage);
  const remove = db.prepare("DELETE FROM connections WHERE user_id = ?");
  return {
    saveConnection: ({ userId, source, sealed, savedAtMs }) => replace(userId, source, sealed, savedAtMs),
    findConnection(key) {
      const row = find(key);
      if (row === undefined) return undefined;
      const [userId, source, sealed, savedAtMs] = row as [string, Connection["source"], Uint8Array, number];
      return { userId, source, sealed, savedAtMs };
    },
    deleteConnection(userId) {
      remove.run(userId);
    },
  };
}
