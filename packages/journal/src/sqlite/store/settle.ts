import type { DatabaseSync } from "node:sqlite";
import type { Writes } from "../thread/protocol.ts";
import { unknownClaim, unknownCursor } from "./cursors.ts";

/**
 * Ends a claim and records what was not delivered. An event that is gone was erased in the meantime:
 * nothing is recorded of it.
 */
export function createSettle(db: DatabaseSync): Writes["settle"] {
  const findCursor = db.prepare("SELECT 1 FROM cursors WHERE destination = ?");
  const findClaim = db.prepare("SELECT 1 FROM claims WHERE destination = ? AND id = ?");
  const deleteClaim = db.prepare("DELETE FROM claims WHERE destination = ? AND id = ?");
  const deleteRetry = db.prepare("DELETE FROM retries WHERE destination = ? AND seq = ?");
  const upsertRetry = db.prepare(
    `INSERT INTO retries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET attempts = excluded.attempts, next_at = excluded.next_at,
       first_failed_at = excluded.first_failed_at, code = excluded.code, message = excluded.message,
       request = coalesce(excluded.request, request)`,
  );
  const findEvent = db.prepare("SELECT 1 FROM events WHERE seq = ?");
  const upsertDeadLetter = db.prepare(
    `INSERT INTO dead_letters VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET attempts = excluded.attempts, dead_at = excluded.dead_at,
       code = excluded.code, message = excluded.message`,
  );
  return ({ destination, settlement }) => {
    const { claimId, removeRetries, retries, deadLetters } = settlement;
    if (!findCursor.get(destination)) throw unknownCursor(destination);
    if (claimId !== null) {
      if (!findClaim.get(destination, claimId)) throw unknownClaim(destination, claimId);
      deleteClaim.run(destination, claimId);
    }
    for (const seq of removeRetries) deleteRetry.run(destination, seq);
    for (const { seq, key, attempts, nextAtMs, firstFailedAtMs, code, message, request } of retries) {
      if (!findEvent.get(seq)) continue;
      const asked = request ? JSON.stringify(request) : null;
      upsertRetry.run(destination, seq, key, attempts, nextAtMs, firstFailedAtMs, code, message, asked);
    }
    for (const { seq, key, attempts, deadAtMs, code, message } of deadLetters) {
      if (!findEvent.get(seq)) continue;
      upsertDeadLetter.run(destination, seq, key, attempts, deadAtMs, code, message);
    }
  };
}
