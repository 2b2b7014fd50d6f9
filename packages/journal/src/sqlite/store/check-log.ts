import type { DatabaseSync } from "node:sqlite";
import type { Damage } from "./damage.ts";
import type { HeadMark } from "./head-mark.ts";
import type { Head } from "./head.ts";

/**
 * Looks at the start whether the log is as long as it was, and whether all of it can be found: a damaged
 * page may hide rows, and SQLite takes a damaged write-ahead log as one that ends there. Counting a
 * million events takes 80 ms (measured).
 */
export function checkLog(
  db: DatabaseSync,
  parts: {
    readonly path: string;
    readonly head: Head;
    readonly mark: HeadMark;
    readonly damage: Damage;
  },
): void {
  const { path, head, mark, damage } = parts;
  const cure = "Check the disk, and send again what came since then; the rest is served.";
  if (mark.seq > head.seq) {
    const message = `The journal ${path} ends at event ${head.seq}, but event ${mark.seq} had been acknowledged: what came in between is missing. Its file or its write-ahead log is damaged or was cut short, or an older copy was put in its place. ${cure}`;
    damage.note({ kind: "log", id: head.seq, message });
    // What was given out is not given out again.
    head.seq = mark.seq;
  }
  checkCounted(db, "retries", damage);
  checkCounted(db, "dead_letters", damage);
  if (countQuarantined(db) !== head.quarantined) {
    const message = `The quarantine of the journal ${path} is not all there: the disk damaged it. Check the disk.`;
    damage.note({ kind: "quarantine", id: 0, message });
  }
  const found = countEvents(db);
  if (found === head.events) return;
  const message = `Of the ${head.events} events in the journal ${path} ${found ?? "not all"} can be found: a page of it is damaged. Check the disk, restore a backup, and send again what came since then; the rest is served.`;
  damage.note({ kind: "log", id: 0, message });
}

/** Undefined where they cannot even be counted. */
function countEvents(db: DatabaseSync): number | undefined {
  try {
    return Number(db.prepare("SELECT count(*) AS count FROM events NOT INDEXED").get()?.["count"]);
  } catch {
    return undefined;
  }
}

/** With their payloads, which a damaged page may hide: they are not listed without them. */
function countQuarantined(db: DatabaseSync): number | undefined {
  try {
    const sql = `SELECT count(DISTINCT q.id) AS count
                 FROM quarantine q NOT INDEXED CROSS JOIN payloads p ON p.id = q.payload_id`;
    return Number(db.prepare(sql).get()?.["count"]);
  } catch {
    return undefined;
  }
}

/** Rows that a damaged page hides are still counted in their destination's row. */
function checkCounted(db: DatabaseSync, table: "retries" | "dead_letters", damage: Damage): void {
  let lacking: readonly unknown[];
  try {
    lacking = db
      .prepare(
        `SELECT 1 FROM cursors c WHERE ${table} <> (SELECT count(*) FROM ${table} r WHERE r.destination = c.destination)`,
      )
      .all();
  } catch (error) {
    lacking = [error];
  }
  if (lacking.length === 0) return;
  const message = `The ${table.replace("_", " ")} of ${lacking.length} destinations in the journal are not all there: the disk damaged them. Check the disk, and replay to those destinations what may be missing.`;
  damage.note({ kind: table === "retries" ? "retries" : "dead letters", id: 0, message });
}
