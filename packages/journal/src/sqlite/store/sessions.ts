import type { DatabaseSync } from "node:sqlite";
import type { Session } from "../../journal.ts";
import type { Reads, Writes } from "../thread/protocol.ts";

type SessionVerbs = Pick<Writes, "saveSession" | "useSession"> & Pick<Reads, "findSession">;

/** So long after its end a session can still be told from one that never was. */
const rememberedMs = 86_400_000;

/** Tokens that were handed out, by digest. */
export function createSessions(db: DatabaseSync): SessionVerbs {
  const removeOld = db.prepare("DELETE FROM sessions WHERE expires_at <= ?");
  const upsert = db.prepare(
    `INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET kind = excluded.kind, developer = excluded.developer, data = excluded.data,
       expires_at = excluded.expires_at, used_at = excluded.used_at`,
  );
  const select = db.prepare(
    `SELECT digest, kind, developer, data, expires_at AS expiresAtMs, used_at AS usedAtMs
     FROM sessions WHERE digest = ?`,
  );
  const use = db.prepare(
    "UPDATE sessions SET used_at = ?1 WHERE digest = ?2 AND used_at IS NULL AND expires_at > ?1",
  );
  return {
    saveSession({ session, nowMs }) {
      const { digest, kind, developer, data, expiresAtMs, usedAtMs } = session;
      removeOld.run(nowMs - rememberedMs);
      upsert.run(digest, kind, developer, JSON.stringify(data), expiresAtMs, usedAtMs);
    },
    findSession(digest) {
      const found = select.get(digest) as (Omit<Session, "data"> & { readonly data: string }) | undefined;
      return found && { ...found, data: JSON.parse(found.data) as Session["data"] };
    },
    useSession: ({ digest, atMs }) => use.run(atMs, digest).changes === 1,
  };
}
