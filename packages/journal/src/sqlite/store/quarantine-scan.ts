import type { DatabaseSync } from "node:sqlite";
import type { FoundQuarantined, QuarantineFilter } from "../../operations.ts";
import type { Reads } from "../thread/protocol.ts";
import type { Damage } from "./damage.ts";
import { checkQuarantined } from "./quarantine.ts";
import { scanStep } from "./scan-step.ts";

/** Rows looked at in one step: a few milliseconds. */
const stepRows = 512;

/** Looks through the quarantine, by `id`. */
export function createQuarantineScan(db: DatabaseSync, damage: Damage): Reads["scanQuarantine"] {
  const select = db.prepare(
    `SELECT q.id, q.payload_id AS payloadId, q.item, q.code, q.pointer, q.message, q.sum,
            p.source, p.developer, p.received_at AS receivedAtMs, p.context ->> '$.userId' AS userId,
            p.context ->> '$.requestId' AS requestId
     FROM quarantine q CROSS JOIN payloads p ON p.id = q.payload_id
     WHERE q.id > ? ORDER BY q.id LIMIT ${stepRows}`,
  );

  return ({ filter, after, limit }) => {
    // One that is asked for by its id is found at once.
    const behind = Math.max(after ?? 0, (filter.id ?? 1) - 1);
    const rows = checkQuarantined(
      select.all(behind) as unknown as readonly (FoundQuarantined & { readonly sum: number })[],
      damage,
    );
    return scanStep(rows, {
      isLast: rows.length < stepRows || filter.id !== undefined,
      limit,
      matches: (row) => matches(row, filter),
      placeOf: ({ id }) => id,
    });
  };
}

function matches(row: FoundQuarantined, filter: QuarantineFilter): boolean {
  const { id, source, code, userId, fromMs = -Infinity, toMs = Infinity } = filter;
  return (
    (id === undefined || row.id === id) &&
    (source === undefined || row.source === source) &&
    (code === undefined || row.code === code) &&
    (userId === undefined || row.userId === userId) &&
    row.receivedAtMs >= fromMs &&
    row.receivedAtMs < toMs
  );
}
