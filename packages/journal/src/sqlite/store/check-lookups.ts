import type { DatabaseSync } from "node:sqlite";
import type { RowCheckParts } from "./check-rows.ts";
import { connectionsTable } from "./connections.ts";
import { isAsWritten, prepareReplace, sumOfLookup } from "./lookup-row.ts";
import type { LookupRow, LookupTable } from "./lookup-row.ts";
import { sessionsTable } from "./sessions.ts";
import { takeoversTable } from "./takeovers.ts";

const tables: readonly LookupTable[] = [connectionsTable, sessionsTable, takeoversTable];

/**
 * Connections, sessions and takeovers. What is damaged is removed: a connection and a session are asked for
 * anew, and a takeover is found again by the summary. Their indexes are made anew where they do not fit.
 */
export function checkLookups(db: DatabaseSync, { damage, isSummed, areFew }: RowCheckParts): void {
  for (const table of tables.filter(({ name }) => areFew(name))) {
    const { rows, isAll } = readAll(db, table);
    if (!isSummed) {
      addSums(db, table, rows);
      continue;
    }
    const bad = rows.filter((row) => !isAsWritten(row));
    if (bad.length === 0 && isAll && isWhole(db, table)) continue;
    const { name, advice } = table;
    const message = `The ${name} in the journal were damaged on the disk: what can be read of them is kept, ${bad.length} are removed. ${advice(bad)} Check the disk.`;
    damage.note({ kind: name, id: 0, message });
    db.exec(`DELETE FROM ${name}`);
    const replace = prepareReplace(db, table);
    for (const row of rows) if (!bad.includes(row)) replace(...row.slice(0, -1));
  }
}

/** By a scan, because in a damaged table a search may miss a row; as far as that comes. */
function readAll(db: DatabaseSync, { name, columns }: LookupTable) {
  const rows: LookupRow[] = [];
  try {
    const statement = db.prepare(`SELECT ${columns.join(", ")}, sum FROM ${name} NOT INDEXED`);
    statement.setReturnArrays(true);
    for (const row of statement.iterate()) rows.push(row as unknown as LookupRow);
    return { rows, isAll: true };
  } catch {
    return { rows, isAll: false };
  }
}

function addSums(db: DatabaseSync, { name, columns }: LookupTable, rows: readonly LookupRow[]): void {
  const setSum = db.prepare(`UPDATE ${name} SET sum = ? WHERE ${columns[0]} = ?`);
  for (const row of rows) {
    const values = row.slice(0, -1);
    setSum.run(sumOfLookup(values), values[0] ?? null);
  }
}

/** Whether its rows are in order, and its indexes find them all. */
function isWhole(db: DatabaseSync, { name }: LookupTable): boolean {
  return db.prepare(`PRAGMA integrity_check(${name})`).get()?.["integrity_check"] === "ok";
}
