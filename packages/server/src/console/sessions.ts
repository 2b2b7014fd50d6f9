import { hash, randomBytes } from "node:crypto";
import type { Clock } from "@musette/core";
import type { ConsoleRole } from "@musette/console";

/** Somebody who has signed in to the console. */
export interface ConsoleSession {
  readonly role: ConsoleRole;
  /** Sent with everything that changes something; a page of another origin cannot know it. */
  readonly csrf: string;
}

export interface Sessions {
  /** Begins a session and returns its secret, which only the browser's cookie holds. */
  open(role: ConsoleRole): { readonly secret: string; readonly session: ConsoleSession };
  /** Undefined: there is none, or it has expired. Finding it counts as using it, unless `peek`. */
  find(secret: string | undefined, peek?: "peek"): ConsoleSession | undefined;
  close(secret: string): void;
}

/** Without use for so long a session ends, and after a week in any case. */
const idleMs = 12 * 3_600_000;
const longestMs = 7 * 24 * 3_600_000;
/** Beyond these the one that was used longest ago ends. */
const mostSessions = 1_000;

/** Sessions in memory: a restart of the server ends them. Kept by digest, so that looking one up tells nothing. */
export function createSessions(clock: Clock): Sessions {
  const sessions = new Map<string, ConsoleSession & { readonly openedAtMs: number; usedAtMs: number }>();

  return {
    open(role) {
      const nowMs = clock.now();
      const secret = randomBytes(32).toString("base64url");
      const session = { role, csrf: randomBytes(32).toString("base64url") };
      sessions.set(digest(secret), { ...session, openedAtMs: nowMs, usedAtMs: nowMs });
      // A map keeps its order, and using a session puts it at the end.
      for (const oldest of sessions.keys()) {
        if (sessions.size <= mostSessions) break;
        sessions.delete(oldest);
      }
      return { secret, session };
    },
    find(secret, peek) {
      if (secret === undefined) return undefined;
      const key = digest(secret);
      const session = sessions.get(key);
      if (session === undefined) return undefined;
      const nowMs = clock.now();
      if (nowMs - session.usedAtMs >= idleMs || nowMs - session.openedAtMs >= longestMs) {
        sessions.delete(key);
        return undefined;
      }
      if (peek === undefined) {
        session.usedAtMs = nowMs;
        sessions.delete(key);
        sessions.set(key, session);
      }
      return session;
    },
    close: (secret) => void sessions.delete(digest(secret)),
  };
}

function digest(secret: string): string {
  return hash("sha256", secret);
}
