import type { DatabaseSync } from "node:sqlite";
import type { Writes } from "../thread/protocol.ts";
import type { Head } from "./head.ts";
import type { Payloads } from "./payloads.ts";

/** Rows deleted in one step, which is one commit: some milliseconds. */
const stepRows = 1_024;

/** What operators throw away. */
export function createDrops(
  db: DatabaseSync,
  parts: { readonly head: Head; readonly payloads: Pick<Payloads, "deleteUnreferenced"> },
): Pick<Writes, "dropDeadLetters" | "dropQuarantine" | "dropCursorStep"> {
  const { head, payloads } = parts;
  const deleteDeadLetter = db.prepare("DELETE FROM dead_letters WHERE destination = ? AND seq = ?");
  const deleteQuarantined = db.prepare(
    "DELETE FROM quarantine WHERE id = ? RETURNING payload_id AS payloadId",
  );
  const findCursor = db.prepare("SELECT 1 FROM cursors WHERE destination = ?");
  const deleteSome = (table: "retries" | "dead_letters") =>
    db.prepare(
      `DELETE FROM ${table} WHERE destination = ?1 AND seq IN
         (SELECT seq FROM ${table} WHERE destination = ?1 ORDER BY seq LIMIT ${stepRows})`,
    );
  const [deleteRetries, deleteDeadLetters] = [deleteSome("retries"), deleteSome("dead_letters")];
  const deleteClaims = db.prepare("DELETE FROM claims WHERE destination = ?");
  const deleteCursor = db.prepare("DELETE FROM cursors WHERE destination = ?");

  return {
    dropDeadLetters(letters) {
      let dropped = 0;
      for (const { destination, seq } of letters) {
        dropped += Number(deleteDeadLetter.run(destination, seq).changes);
      }
      return dropped;
    },

    dropQuarantine(ids) {
      const rows = ids.map((id) => deleteQuarantined.get(id) as { payloadId: number } | undefined);
      const dropped = rows.filter((row) => row !== undefined);
      head.quarantined -= dropped.length;
      payloads.deleteUnreferenced(new Set(dropped.map(({ payloadId }) => payloadId)));
      return dropped.length;
    },

    dropCursorStep(destination) {
      const isKnown = findCursor.get(destination) !== undefined;
      const rows = deleteRetries.run(destination).changes || deleteDeadLetters.run(destination).changes;
      if (Number(rows) > 0) return { isKnown, isLast: false };
      deleteClaims.run(destination);
      deleteCursor.run(destination);
      return { isKnown, isLast: true };
    },
  };
}
