import type { NormalizedEvent } from "@musette/core";
import type { Appended, Journal, UserChange } from "@musette/journal";

/** What an event says of a user beside that it exists. */
type Change = Omit<UserChange, "developer" | "atMs">;

/** The types that say whether a user is active, of which the newest counts. */
const userEventTypes = ["auth", "user_reauth", "deauth", "access_revoked"] as const;

/**
 * Brings the users up to date with the user events among what was just stored: `auth` and `user_reauth`
 * set reference, scopes and active; `deauth` and `access_revoked` make inactive. An event that was stored
 * before is applied again only where none came after it, so that a repeat completes what a crash
 * interrupted and an old one undoes nothing.
 */
export async function applyUserEvents(
  journal: Pick<Journal, "saveUser" | "findUser" | "history">,
  developer: string,
  events: readonly NormalizedEvent[],
  appended: readonly Appended[],
  nowMs: number,
): Promise<void> {
  for (const [index, event] of events.entries()) {
    const stored = appended[index];
    const changes = changesOf(event);
    if (stored === undefined || changes.length === 0) continue;
    if (stored.duplicate && (await isOutdated(journal, developer, event.user.user_id, stored.seq))) continue;
    for (const change of changes) {
      // An old user of whom nothing ever came is not made, only to be inactive.
      if (change.provider === undefined && !(await journal.findUser({ userId: change.userId }))) continue;
      await journal.saveUser({ ...change, developer, atMs: nowMs });
    }
  }
}

async function isOutdated(
  journal: Pick<Journal, "history">,
  developer: string,
  userId: string,
  seq: number,
): Promise<boolean> {
  const anyTime = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
  for (const type of userEventTypes) {
    const events = await journal.history({ developer, userId, type, ...anyTime, limit: 1_000 });
    if (events.some((event) => event.seq > seq)) return true;
  }
  return false;
}

function changesOf(event: NormalizedEvent): readonly Change[] {
  // Asked first: the body of a workout is made when it is asked for.
  if (!userEventTypes.some((type) => type === event.type)) return [];
  const { user_id: userId, provider } = event.user;
  const body = event.body() as Readonly<Record<string, unknown>>;
  switch (event.type) {
    case "auth":
      return body["status"] === "success"
        ? [{ userId, provider, ...connectionOf(event.user, body), active: true }]
        : [];
    case "user_reauth": {
      const old = userIdOf(body["old_user"]);
      const isOther = old !== undefined && old !== userId;
      const now = { userId, provider, ...connectionOf(event.user, body), active: true };
      return isOther ? [now, { userId: old, active: false }] : [now];
    }
    case "deauth":
    case "access_revoked":
      return [{ userId, provider, active: false }];
    default:
      return [];
  }
}

/** What is not said is not changed. Terra's older `auth` has the reference beside the user. */
function connectionOf(
  user: NormalizedEvent["user"],
  body: Readonly<Record<string, unknown>>,
): Pick<Change, "referenceId" | "scopes"> {
  const beside = body["reference_id"];
  const referenceId = user.reference_id ?? (typeof beside === "string" ? beside : undefined);
  const { scopes } = user;
  return {
    ...(referenceId === undefined ? {} : { referenceId }),
    ...(scopes === undefined || scopes === null ? {} : { scopes }),
  };
}

function userIdOf(user: unknown): string | undefined {
  const id: unknown =
    typeof user === "object" && user !== null && "user_id" in user ? user.user_id : undefined;
  return typeof id === "string" && id !== "" ? id : undefined;
}
