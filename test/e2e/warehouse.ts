import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";

type Row = Readonly<Record<string, string | number | bigint | null>>;

/** Asks an SQLite warehouse; undefined while it or its tables are not there yet. */
export function queryWarehouse(file: string, sql: string): readonly Row[] | undefined {
  if (!existsSync(file)) return undefined;
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    return database.prepare(sql).all() as readonly Row[];
  } catch (error) {
    if (error instanceof Error && error.message.includes("no such table")) return undefined;
    throw error;
  } finally {
    database.close();
  }
}
