import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { JournalDamage } from "../../journal.ts";
import type { Damage } from "./damage.ts";
import { rowSum } from "./row-sum.ts";

type Value = string | number | null | Uint8Array;

/** A table that is only ever asked for one row, by its key. */
export interface LookupTable {
  readonly name: Extract<JournalDamage["kind"], "connections" | "sessions" | "takeovers">;
  /** All columns but the last, which is the row's sum; the first is the key. */
  readonly columns: readonly string[];
  /** What to do where some are gone; the rows are given as far as they can be read. */
  readonly advice: (damaged: readonly LookupRow[]) => string;
}

/** Values in the order of the columns, then the sum; null: stored before there were sums. */
export type LookupRow = readonly Value[];

/** CRC-32 of the values in the order of the columns. */
export function sumOfLookup(values: readonly Value[]): number {
  return rowSum(
    values.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value)),
  );
}

export function isAsWritten(row: LookupRow): boolean {
  return row.at(-1) === sumOfLookup(row.slice(0, -1));
}

/** Finds the one row that fits `condition`. One that is no longer as it was written is told, and left out. */
export function prepareLookup(
  db: DatabaseSync,
  { name, columns }: LookupTable,
  condition: string,
  damage: Damage,
): (key: Value) => LookupRow | undefined {
  const select = db.prepare(`SELECT ${columns.join(", ")}, sum FROM ${name} WHERE ${condition}`);
  select.setReturnArrays(true);
  return (key) => {
    const row = select.get(key) as LookupRow | undefined;
    if (row === undefined || isAsWritten(row)) return row;
    damage.note({
      kind: name,
      id: 0,
      message: `One of the ${name} in the journal is damaged on the disk, and is taken for one that is not there. Check the disk, and restart Musette, which puts right what can be.`,
    });
    return undefined;
  };
}

/** Writes a row over one that has the same key. */
export function prepareReplace(
  db: DatabaseSync,
  { name, columns }: LookupTable,
): (...values: Value[]) => void {
  const names = [...columns, "sum"];
  const statement: StatementSync = db.prepare(
    `INSERT OR REPLACE INTO ${name} (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
  );
  return (...values) => void statement.run(...values, sumOfLookup(values));
}
