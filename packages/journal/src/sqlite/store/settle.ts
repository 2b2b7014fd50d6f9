import type { DatabaseSync } from "node:sqlite";
import type { Writes } from "../thread/protocol.ts";
import { unknownClaim, unknownCursor } from "./cursors.ts";
import { createWaitingRows } from "./waiting-rows.ts";

/**
 * Ends a claim and records what was not delivered. An event that is gone was erased in the meantime:
 * nothing is recorded of it.
 */
export function createSettle(db: DatabaseSync): Writes["settle"] {
  const findCursor = db.prepare("SELECT 1 FROM cursors WHERE destination = ?");
  const findClaim = db.prepare("SELECT 1 FROM claims WHERE destination = ? AND id = ?");
  const deleteClaim = db.prepare("DELETE FROM claims WHERE destination = ? AND id = ?");
  const deleteRetry = db.prepare("DELETE FROM retries WHERE destination = ? AND seq = ?");
  const findEvent = db.prepare("SELECT 1 FROM events WHERE seq = ?");
  const waiting = createWaitingRows(db);
  return ({ destination, settlement }) => {
    const { claimId, removeRetries, retries, deadLetters } = settlement;
    if (!findCursor.get(destination)) throw unknownCursor(destination);
    if (claimId !== null) {
      if (!findClaim.get(destination, claimId)) throw unknownClaim(destination, claimId);
      deleteClaim.run(destination, claimId);
    }
    for (const seq of removeRetries) deleteRetry.run(destination, seq);
    for (const retry of retries) if (findEvent.get(retry.seq)) waiting.putRetry(destination, retry);
    for (const letter of deadLetters)
      if (findEvent.get(letter.seq)) waiting.putDeadLetter(destination, letter);
  };
}
