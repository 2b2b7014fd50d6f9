import type { DatabaseSync } from "node:sqlite";
import type { RowCheckParts } from "./check-rows.ts";
import { connectionsTable } from "./connections.ts";
import { isAsWritten, prepareReplace, sumOfLookup } from "./lookup-row.ts";
import type { LookupRow, LookupTable } from "./lookup-row.ts";
import { sessionsTable } from "./sessions.ts";
import { takeoversTable } from "./takeovers.ts";

const tables: readonly LookupTable[] = [connectionsTable, sessionsTable, takeoversTable];

/**
 * Connections, sessions and takeovers, each by itself. What is damaged is removed: a connection and a session
 * are asked for anew, and a takeover is found again by the summary. Indexes are made anew where they do not fit.
 */
export const lookupChecks = tables.map(
  (table) => (db: DatabaseSync, parts: RowCheckParts) => checkLookup(db, table, parts),
);

function checkLookup(
  db: DatabaseSync,
  table: LookupTable,
  { damage, isSummed, areFew }: RowCheckParts,
): void {
  const { name, advice } = table;
  if (!areFew(name)) return;
  const { rows, isAll } = readAll(db, table);
  if (!isSummed) {
    addSums(db, table, rows);
    return;
  }
  const bad = new Set(rows.filter((row) => !isAsWritten(row)));
  if (bad.size === 0 && isAll && isWhole(db, table)) return;
  try {
    writeAnew(
      db,
      table,
      rows.filter((row) => !bad.has(row)),
    );
  } catch (error) {
    // Where a page is none any more, SQLite writes nothing there.
    const message = `The ${name} in the journal are damaged on the disk, and cannot be put right. Check the disk, and restore a backup.`;
    damage.note({ kind: name, id: 0, message });
    throw error;
  }
  const message = `The ${name} in the journal were damaged on the disk: what can be read of them is kept, ${bad.size} are removed. ${advice([...bad])} Check the disk.`;
  damage.note({ kind: name, id: 0, message });
}

function writeAnew(db: DatabaseSync, table: LookupTable, rows: readonly LookupRow[]): void {
  db.exec(`DELETE FROM ${table.name}`);
  const replace = prepareReplace(db, table);
  for (const row of rows) replace(...row.slice(0, -1));
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
