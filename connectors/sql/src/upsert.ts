import { sql } from "kysely";
import type { CompiledQuery, RawBuilder } from "kysely";
import type { Engine, Row, Value } from "./engine.ts";

/** Columns that are overwritten together, when the row that comes in is newer than the one stored. */
interface Guard {
  /** Holds the revision of `columns`. An equal revision is the same write again: nothing is done. */
  readonly revision: string;
  readonly columns: readonly string[];
  /** Of `columns`, those in which a null does not erase what is known. */
  readonly kept?: readonly string[];
}

export interface Upsert {
  readonly table: string;
  readonly key: string;
  readonly guards: readonly Guard[];
}

/** Inserts the rows; where the key is there already, each guard decides what is overwritten. */
export function upsertRows(
  engine: Engine,
  { table, key, guards }: Upsert,
  rows: readonly Row[],
): CompiledQuery {
  const insert = engine.builder.insertInto(table).values([...rows]);
  const changes = Object.fromEntries(guards.flatMap(changesOf));
  if (engine.upsert === "on duplicate key") return insert.onDuplicateKeyUpdate(changes).compile();
  return insert
    .onConflict((conflict) =>
      conflict
        .column(key)
        .doUpdateSet(changes)
        .where(sql<boolean>`${sql.join(guards.map(isNewer), sql` or `)}`),
    )
    .compile();

  /** The revision comes last: MySQL evaluates from left to right and reads what it has just changed. */
  function changesOf(guard: Guard): readonly (readonly [string, RawBuilder<Value>])[] {
    return [...guard.columns, guard.revision].map((column) => {
      const value = guard.kept?.includes(column)
        ? sql<Value>`coalesce(${incoming(column)}, ${stored(column)})`
        : incoming(column);
      return [column, sql<Value>`case when ${isNewer(guard)} then ${value} else ${stored(column)} end`];
    });
  }

  function isNewer({ revision }: Guard): RawBuilder<boolean> {
    return sql<boolean>`${incoming(revision)} > ${stored(revision)}`;
  }

  function incoming(column: string): RawBuilder<Value> {
    const name = sql.ref(column);
    return engine.upsert === "on conflict" ? sql<Value>`excluded.${name}` : sql<Value>`values(${name})`;
  }

  function stored(column: string): RawBuilder<Value> {
    return sql<Value>`${sql.ref(`${table}.${column}`)}`;
  }
}
