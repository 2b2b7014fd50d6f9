import type { ColumnKind } from "../engine.ts";
import { kysely } from "../kysely.ts";
import type { StepPlace } from "./step.ts";

interface NewTable {
  readonly name: string;
  /** A `?` behind the kind: may be null. */
  readonly columns: Readonly<Record<string, ColumnKind | `${ColumnKind}?`>>;
  readonly key: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
}

/** Creates a table and its indexes where they are missing: MySQL may have stopped halfway before. */
export async function createTable({ engine, session, types }: StepPlace, table: NewTable): Promise<void> {
  const { sql } = kysely();
  const within = engine.indexes === "within create table";
  const columns = Object.entries(table.columns).map(([name, kind]) => {
    const type = sql.raw(types[kind.replace("?", "") as ColumnKind]);
    return sql`${sql.ref(name)} ${type}${sql.raw(kind.endsWith("?") ? "" : " not null")}`;
  });
  const indexes = (table.indexes ?? []).map((index) => ({
    name: [table.name.split(".").at(-1), ...index].join("_").slice(0, 63),
    columns: sql.join(index.map((column) => sql.ref(column))),
  }));
  const parts = [
    ...columns,
    sql`primary key (${sql.join(table.key.map((column) => sql.ref(column)))})`,
    ...(within ? indexes.map((index) => sql`index ${sql.id(index.name)} (${index.columns})`) : []),
  ];
  const create = sql`create table if not exists ${sql.table(table.name)} (${sql.join(parts)}) ${sql.raw(engine.tableOptions)}`;
  await session.run(create.compile(engine.builder));
  if (within) return;
  for (const index of indexes) {
    const statement = sql`create index if not exists ${sql.id(index.name)} on ${sql.table(table.name)} (${index.columns})`;
    await session.run(statement.compile(engine.builder));
  }
}
