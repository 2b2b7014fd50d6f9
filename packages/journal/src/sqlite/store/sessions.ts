import type { DatabaseSync } from "node:sqlite";
import type { Session } from "../../journal.ts";
import type { Reads, Writes } from "../thread/protocol.ts";
import type { Damage } from "./damage.ts";
import { prepareLookup, prepareReplace } from "./lookup-row.ts";
import type { LookupTable } from "./lookup-row.ts";

type SessionVerbs = Pick<Writes, "saveSession" | "useSession"> & Pick<Reads, "findSession">;

export const sessionsTable: LookupTable = {
  name: "sessions",
  columns: ["digest", "kind", "developer", "data", "expires_at", "used_at"],
  advice: () => "Links to the connect page that are refused now have to be asked for again.",
};

/** So long after its end a session can still be told from one that never was. */
const rememberedMs = 86_400_000;

/** Tokens that were handed out, by digest. */
export function createSessions(db: DatabaseSync, damage: Damage): SessionVerbs {
  const removeOld = db.prepare("DELETE FROM sessions WHERE expires_at <= ?");
  const replace = prepareReplace(db, sessionsTable);
  const findRow = prepareLookup(db, sessionsTable, "digest = ?", damage);

  function save({ digest, kind, developer, data, expiresAtMs, usedAtMs }: Session): void {
    replace(digest, kind, developer, JSON.stringify(data), expiresAtMs, usedAtMs);
  }

  function find(key: string): Session | undefined {
    const row = findRow(key);
    if (row === undefined) return undefined;
    const [digest, kind, developer, data, expiresAtMs, usedAtMs] = row as [
      ...texts: [string, Session["kind"], string, string],
      expiresAtMs: number,
      usedAtMs: number | null,
    ];
    return { digest, kind, developer, data: JSON.parse(data) as Session["data"], expiresAtMs, usedAtMs };
  }

  return {
    saveSession({ session, nowMs }) {
      removeOld.run(nowMs - rememberedMs);
      save(session);
    },
    findSession: find,
    useSession({ digest, atMs }) {
      const session = find(digest);
      if (session === undefined || session.usedAtMs !== null || session.expiresAtMs <= atMs) return false;
      save({ ...session, usedAtMs: atMs });
      return true;
    },
  };
}
