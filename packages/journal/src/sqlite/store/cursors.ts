import type { DatabaseSync } from "node:sqlite";
import { JournalError } from "@musette/core/errors";
import type { CursorState, DestinationState, OpenClaim } from "../../journal.ts";
import type { Writes } from "../thread/protocol.ts";
import type { Head } from "./head.ts";
import { damagedStanding, sumOfClaim, sumOfCursor, type Standings } from "./standings.ts";

type Cursors = Pick<Writes, "openCursor" | "claim" | "noteFailure" | "saveState" | "pauseCursor">;

interface CursorRow extends DestinationState {
  readonly claimedThrough: number;
  readonly pausedAtMs: number | null;
  readonly sum: number | null;
}

/** Where each destination stands in the log, and the batches it has taken on. */
export function createCursors(
  db: DatabaseSync,
  { head, standings }: { readonly head: Head; readonly standings: Standings },
): Cursors {
  const insert = db.prepare(
    `INSERT INTO cursors (destination, claimed_through, status, since, sum) VALUES (?, ?, 'healthy', ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const select = db.prepare(
    `SELECT claimed_through AS claimedThrough, status, since AS sinceMs, code, message,
            paused_at AS pausedAtMs, sum
     FROM cursors WHERE destination = ?`,
  );
  const openClaims = db.prepare(
    `SELECT id, after_seq AS "after", through_seq AS "through", attempts, first_failed_at AS firstFailedAtMs
     FROM claims WHERE destination = ? ORDER BY after_seq, through_seq`,
  );
  const insertClaim = db.prepare(
    `INSERT INTO claims (destination, id, after_seq, through_seq, sum) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const move = db.prepare("UPDATE cursors SET claimed_through = ?, sum = ? WHERE destination = ?");
  const noteFailure = db.prepare(
    "UPDATE claims SET attempts = ?, first_failed_at = ? WHERE destination = ? AND id = ?",
  );
  const saveState = db.prepare(
    "UPDATE cursors SET status = ?, since = ?, code = ?, message = ? WHERE destination = ?",
  );
  const pause = db.prepare("UPDATE cursors SET paused_at = ? WHERE destination = ?");

  function cursorOf(destination: string): CursorRow {
    const row = select.get(destination);
    if (!row) throw unknownCursor(destination);
    const cursor = row as unknown as CursorRow;
    if (cursor.sum === sumOfCursor(destination, cursor.claimedThrough)) return cursor;
    throw damagedStanding(destination);
  }

  return {
    openCursor({ destination, start, nowMs }): CursorState {
      standings.check();
      const from = start === "now" && !standings.isAnyLost ? head.seq : 0;
      insert.run(destination, from, nowMs, sumOfCursor(destination, from));
      const { claimedThrough, status, sinceMs, code, message, pausedAtMs } = cursorOf(destination);
      const claims = openClaims.all(destination).map((row) => ({ ...(row as unknown as OpenClaim) }));
      return { claimedThrough, claims, state: { status, sinceMs, code, message }, pausedAtMs };
    },

    claim({ destination, claim }) {
      const { claimedThrough } = cursorOf(destination);
      const { id, after, through } = claim;
      if (after < claimedThrough || through <= after || through > head.seq) {
        throw new JournalError(
          "journal.failed",
          `Destination "${destination}" cannot claim (${after}, ${through}]: it has claimed through ${claimedThrough}, and the log ends at ${head.seq}.`,
        );
      }
      if (insertClaim.run(destination, id, after, through, sumOfClaim(destination, claim)).changes === 0) {
        throw new JournalError("journal.failed", `Destination "${destination}" already has a claim "${id}".`);
      }
      move.run(through, sumOfCursor(destination, through), destination);
    },

    noteFailure({ destination, claimId, failure }) {
      const { changes } = noteFailure.run(failure.attempts, failure.firstFailedAtMs, destination, claimId);
      if (changes === 0) throw unknownClaim(destination, claimId);
    },

    saveState({ destination, state }) {
      cursorOf(destination);
      saveState.run(state.status, state.sinceMs, state.code, state.message, destination);
    },

    pauseCursor({ destination, pausedAtMs }) {
      cursorOf(destination);
      pause.run(pausedAtMs, destination);
    },
  };
}

export function unknownCursor(destination: string): JournalError {
  return new JournalError("journal.failed", `Destination "${destination}" has no cursor; open it first.`);
}

export function unknownClaim(destination: string, claimId: string): JournalError {
  return new JournalError(
    "journal.failed",
    `Destination "${destination}" has no open claim "${claimId}"; it was settled or never made.`,
  );
}
