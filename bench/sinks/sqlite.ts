import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setImmediate } from "node:timers/promises";
import { sqlConnector } from "@musette/connector-sql";
import { prepareTables } from "./prepare-tables.ts";
import type { HandWriter, Sink } from "./sink.ts";
import { sqlRows } from "./sql-rows.ts";
import type { Row, TableRows } from "./sql-rows.ts";

/** SQLite in this process: a prepared guarded upsert for each table, one transaction for each batch. */
export const sqlite: Sink = {
  name: "sql-sqlite",
  events: 6_000,
  async open() {
    return {
      server: `SQLite ${process.versions.sqlite}`,
      definition: sqlConnector,
      async makePlace() {
        const folder = await mkdtemp(path.join(tmpdir(), "musette-bench-sqlite-"));
        const file = path.join(folder, "warehouse.db");
        const config = { url: `sqlite:${file}` };
        await prepareTables(sqlConnector, config);
        return {
          config,
          openByHand: () => writeByHand(file),
          async count() {
            using database = new DatabaseSync(file, { readOnly: true });
            const row = database.prepare("select count(*) - 1 as events from terra_activities").get();
            return Number(row?.["events"]);
          },
          [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
        };
      },
      async [Symbol.asyncDispose]() {},
    };
  },
};

function writeByHand(file: string): HandWriter {
  const database = new DatabaseSync(file);
  database.exec("pragma journal_mode = wal; pragma synchronous = full");
  return {
    async write(records) {
      database.exec("begin immediate");
      for (const table of sqlRows(records)) upsert(database, table);
      database.exec("commit");
      await setImmediate();
    },
    async [Symbol.asyncDispose]() {
      database.close();
    },
  };
}

function upsert(database: DatabaseSync, { table, key, rows }: TableRows): void {
  const columns = Object.keys(rows[0] ?? {});
  const changes = columns
    .filter((column) => column !== key)
    .map((column) => `${column} = excluded.${column}`);
  const statement = database.prepare(
    `insert into ${table} (${columns.join()}) values (${columns.map(() => "?").join()})
     on conflict (${key}) do update set ${changes.join()} where excluded.revision > ${table}.revision`,
  );
  for (const row of rows) statement.run(...columns.map((column) => storable(row[column])));
}

function storable(value: Row[string] | undefined): string | number | bigint | null {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
