import { hash, randomBytes, randomUUID } from "node:crypto";
import type { Clock } from "@musette/core";
import type { Journal } from "@musette/journal";
import type { Provider } from "./providers.ts";

/** How long a link can be used (Terra: 900 s). */
export const sessionSeconds = 900;

/** What a link was made for. */
export interface ConnectRequest {
  readonly developer: string;
  /** Providers of which the person connects one. */
  readonly resources: readonly Provider["resource"][];
  readonly referenceId: string | null;
  /** The id of the user to be; null where the caller was not told one. */
  readonly toldUserId: string | null;
  readonly successUrl: string | null;
  readonly failureUrl: string | null;
}

/** A link that was handed out. */
export interface ConnectSession extends ConnectRequest {
  /** Terra's `session_id` and `widget_session_id`. Opens nothing: the token does. */
  readonly sessionId: string;
  /** For a user that is new, the same however often a form is sent. */
  readonly newUserId: string;
  readonly expiresAtMs: number;
}

export type FoundSession =
  | { readonly outcome: "open"; readonly session: ConnectSession }
  | { readonly outcome: "unknown" | "expired" | "used" };

export interface ConnectSessions {
  /** Hands out a token. It is not kept, only its digest is. */
  start(request: ConnectRequest): Promise<{ readonly token: string; readonly session: ConnectSession }>;
  find(token: string): Promise<FoundSession>;
  /** Takes the token, of several who try at once for one of them: true for that one. */
  use(token: string): Promise<boolean>;
}

/** 32 random bytes. */
const wellFormed = /^[\w-]{43}$/;

/** Tokens of the connect page, in the journal under their digests. */
export function createConnectSessions(options: {
  readonly journal: Pick<Journal, "saveSession" | "findSession" | "useSession">;
  readonly clock: Clock;
}): ConnectSessions {
  const { journal, clock } = options;
  return {
    async start(request) {
      const token = randomBytes(32).toString("base64url");
      const expiresAtMs = clock.now() + sessionSeconds * 1000;
      const { developer, ...asked } = request;
      const data = { ...asked, sessionId: randomUUID(), newUserId: request.toldUserId ?? randomUUID() };
      const kind = request.toldUserId === null ? "widget" : "auth";
      await journal.saveSession({
        digest: digestOf(token),
        kind,
        developer,
        data,
        expiresAtMs,
        usedAtMs: null,
      });
      return { token, session: { ...data, developer, expiresAtMs } };
    },
    async find(token) {
      const stored = wellFormed.test(token) ? await journal.findSession(digestOf(token)) : undefined;
      if (stored === undefined || (stored.kind !== "widget" && stored.kind !== "auth")) {
        return { outcome: "unknown" };
      }
      if (stored.usedAtMs !== null) return { outcome: "used" };
      if (stored.expiresAtMs <= clock.now()) return { outcome: "expired" };
      const { developer, data, expiresAtMs } = stored;
      // Written by `start`, and by nobody else.
      const asked = data as unknown as Omit<ConnectSession, "developer" | "expiresAtMs">;
      return { outcome: "open", session: { ...asked, developer, expiresAtMs } };
    },
    use: async (token) => await journal.useSession({ digest: digestOf(token), atMs: clock.now() }),
  };
}

function digestOf(token: string): string {
  return hash("sha256", token, "hex");
}
