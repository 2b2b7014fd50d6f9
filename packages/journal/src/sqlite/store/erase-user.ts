import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import { noUserId } from "@musette/core/user";
import type { Writes } from "../thread/protocol.ts";
import { deletableColumns } from "./delete-events.ts";
import type { DeletableRow, DeleteEvents } from "./delete-events.ts";
import type { EventIndex } from "./event-index.ts";
import type { Head } from "./head.ts";
import { payloadNames } from "./payload-names.ts";
import type { Payloads } from "./payloads.ts";
import type { Quarantine } from "./quarantine.ts";
import type { Takeovers } from "./takeovers.ts";
import type { UserRow } from "./user-row.ts";
import type { Users } from "./users.ts";

interface EraseParts {
  readonly head: Head;
  readonly index: EventIndex;
  readonly users: Users;
  readonly payloads: Payloads;
  readonly quarantine: Quarantine;
  readonly takeovers: Takeovers;
  readonly deleteEvents: DeleteEvents;
}

/** Events, or quarantined payloads, looked at in one step, which is one commit. */
const stepEvents = 128;
const stepPayloads = 64;

/**
 * Erases some of a user: first the events, then the quarantine, in the last step what is left and the
 * user. Events that arrive in between are erased as well. One that a claim or a retry in memory still
 * names is passed over when its turn comes.
 */
export function createEraseStep(db: DatabaseSync, parts: EraseParts): Writes["eraseStep"] {
  const { head, index, users, payloads, quarantine, takeovers, deleteEvents } = parts;
  const findEvent = db.prepare(`SELECT ${deletableColumns} FROM events WHERE seq = ?`);
  const deleteRetries = db.prepare(
    "DELETE FROM retries WHERE destination IN (SELECT destination FROM cursors) AND seq = ?",
  );
  const deleteDeadLetters = db.prepare(
    "DELETE FROM dead_letters WHERE destination IN (SELECT destination FROM cursors) AND seq = ?",
  );
  const deleteConnection = db.prepare("DELETE FROM connections WHERE user_id = ?");
  const deleteUser = db.prepare("DELETE FROM users WHERE row = ?");
  // A reference that another user of the developer has as well does not tell whose the session is.
  const deleteSessions = db.prepare(
    `DELETE FROM sessions WHERE developer = ?1 AND EXISTS (
       SELECT 1 FROM json_tree(sessions.data) WHERE atom = ?2 OR (atom = ?3 AND NOT EXISTS (
         SELECT 1 FROM users WHERE developer = ?1 AND reference_id = ?3 AND user_id <> ?2)))`,
  );

  function eraseEvents({ row }: UserRow, keep: readonly number[]) {
    const kept = new Set(keep);
    const seqs = new Set(index.seqsOfUser(row, stepEvents + kept.size).filter((seq) => !kept.has(seq)));
    const rows = [...seqs]
      .slice(0, stepEvents)
      .map((seq) => findEvent.get(seq) as unknown as DeletableRow | undefined)
      // The index may be damaged on the disk; what is another's is not deleted.
      .filter((found) => found?.userRow === row)
      .filter((found) => found !== undefined);
    for (const { seq } of rows) {
      deleteRetries.run(seq);
      deleteDeadLetters.run(seq);
    }
    return { events: rows.length, payloads: deleteEvents(rows) };
  }

  function eraseQuarantine(userId: string, user: UserRow | undefined, ids: readonly number[]): number {
    const whose = { userId, developer: user?.developer };
    const theirs = ids.flatMap((id) => payloads.read([id]).filter((payload) => payloadNames(payload, whose)));
    for (const { id } of theirs) head.quarantined -= quarantine.remove(id);
    return payloads.deleteUnreferenced(theirs.map(({ id }) => id));
  }

  return ({ userId, keep, afterPayloadId }) => {
    if (userId === noUserId) {
      throw new JournalError("journal.failed", `"${noUserId}" stands for nobody and cannot be erased.`);
    }
    const user = users.stored(userId);
    if (user) {
      const erased = eraseEvents(user, keep);
      if (erased.events > 0) return { ...erased, afterPayloadId, isLast: false, headSeq: head.seq };
    }
    const ids = quarantine.payloadIds({ afterId: afterPayloadId, limit: stepPayloads });
    const erased = { events: 0, payloads: eraseQuarantine(userId, user, ids) };
    const last = ids.at(-1);
    if (last !== undefined) return { ...erased, afterPayloadId: last, isLast: false, headSeq: head.seq };

    deleteConnection.run(userId);
    if (user) {
      deleteSessions.run(user.developer, userId, user.reference_id);
      takeovers.eraseUser(user.row);
      deleteUser.run(user.row);
      users.forget(userId);
    }
    return { ...erased, afterPayloadId, isLast: true, headSeq: head.seq };
  };
}
