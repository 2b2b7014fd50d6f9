import type { DatabaseSync } from "node:sqlite";
import type { DeadLetterFilter, FoundDeadLetter } from "../../operations.ts";
import type { Reads } from "../thread/protocol.ts";
import { scanStep } from "./scan-step.ts";

/** Rows looked at in one step: a few milliseconds. */
const stepRows = 512;

/** Looks through the dead letters and their events, by destination and `seq`. */
export function createDeadLetterScan(db: DatabaseSync): Reads["scanDeadLetters"] {
  const select = (behind: string) =>
    db.prepare(
      `SELECT d.destination, d.seq, d.key, d.attempts, d.dead_at AS deadAtMs, d.code, d.message,
              e.id AS eventId, e.type, e.user ->> '$.user_id' AS userId, e.user ->> '$.provider' AS provider,
              e.start_time AS startTime,
              (SELECT context ->> '$.requestId' FROM payloads WHERE id = e.payload_id) AS requestId
       FROM dead_letters d CROSS JOIN events e ON e.seq = d.seq
       WHERE ${behind} ORDER BY d.destination, d.seq LIMIT ${stepRows}`,
    );
  const ofOne = select("d.destination = ? AND d.seq > ?");
  const ofAll = select("(d.destination, d.seq) > (?, ?)");

  return ({ filter, after, limit }) => {
    const from = filter.destination === undefined ? ofAll : ofOne;
    const rows = from
      .all(filter.destination ?? after?.destination ?? "", after?.seq ?? 0)
      .map((row) => ({ ...(row as unknown as FoundDeadLetter) }));
    return scanStep(rows, {
      isLast: rows.length < stepRows,
      limit,
      matches: (row) => matches(row, filter),
      placeOf: ({ destination, seq }) => ({ destination, seq }),
    });
  };
}

function matches(row: FoundDeadLetter, filter: DeadLetterFilter): boolean {
  const { code, type, userId, fromMs = -Infinity, toMs = Infinity } = filter;
  return (
    (code === undefined || row.code === code) &&
    (type === undefined || row.type === type) &&
    (userId === undefined || row.userId === userId) &&
    row.deadAtMs >= fromMs &&
    row.deadAtMs < toMs
  );
}
