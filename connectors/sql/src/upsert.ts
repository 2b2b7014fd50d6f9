import type { CompiledQuery, RawBuilder } from "kysely";
import type { Engine, Row, Statement, Value } from "./engine.ts";
import { kysely } from "./kysely.ts";

/** A text of a thousand rows has some 100 KB. */
const mostTexts = 32;

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

/** The statement that writes these rows, which all have the same columns in the same order. */
type UpsertRows = (rows: readonly [Row, ...Row[]]) => Statement;

/** How each table is written; a table is always given the same key and columns. */
export type Upserts = (upsert: Upsert) => UpsertRows;

/**
 * Inserts rows; where the key is there already, each guard decides what is overwritten. The text of a
 * statement depends on its table and the number of rows only, and is kept.
 */
export function createUpserts(engine: Engine): Upserts {
  const texts = new Map<string, string>();

  function textOf(upsert: Upsert, rows: readonly Row[]): string {
    const name = `${rows.length} ${upsert.table}`;
    const known = texts.get(name);
    if (known !== undefined) return known;
    if (texts.size >= mostTexts) texts.clear();
    const text = compile(engine, upsert, rows).sql;
    texts.set(name, text);
    return text;
  }

  return (upsert) => (rows) => ({
    sql: textOf(upsert, rows),
    parameters: rows.flatMap((row) => Object.values(row)),
  });
}

function compile(engine: Engine, { table, key, guards }: Upsert, rows: readonly Row[]): CompiledQuery {
  const { sql } = kysely();
  const insert = engine.builder.insertInto(table).values([...rows]);
  // The `where` of the conflict asks a guard that stands alone.
  const isAsked = engine.upsert === "on conflict" && guards.length === 1;
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
      if (isAsked) return [column, value];
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
