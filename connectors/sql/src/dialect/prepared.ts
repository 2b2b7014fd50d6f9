import type { DatabaseSync, StatementSync } from "node:sqlite";

/** A batch needs the upserts of four tables, and what begins and ends a transaction. */
const mostPrepared = 32;

/** A database whose statements are prepared once and kept, the least recently used given up first. */
export interface PreparingDatabase {
  readonly database: DatabaseSync;
  readonly prepare: (sql: string) => StatementSync;
}

export function withPrepared(database: DatabaseSync): PreparingDatabase {
  const kept = new Map<string, StatementSync>();

  function prepare(sql: string): StatementSync {
    const known = kept.get(sql);
    if (known !== undefined) {
      kept.delete(sql);
      kept.set(sql, known);
      return known;
    }
    const prepared = database.prepare(sql);
    prepared.setReadBigInts(true);
    kept.set(sql, prepared);
    const [oldest] = kept.keys();
    if (kept.size > mostPrepared && oldest !== undefined) kept.delete(oldest);
    return prepared;
  }

  return { database, prepare };
}
