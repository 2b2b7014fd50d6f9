import { randomBytes } from "node:crypto";
import { sqlConnector } from "@musette/connector-sql";
import { ensurePostgres } from "@musette/testing";
import { Pool } from "pg";
import type { PoolClient } from "pg";
import { prepareTables } from "./prepare-tables.ts";
import type { HandWriter, Sink } from "./sink.ts";
import { sqlRows } from "./sql-rows.ts";
import type { TableRows } from "./sql-rows.ts";

/** More values than this the protocol does not take in one statement. */
const mostParameters = 65_535;

/** PostgreSQL by node-postgres: multi-row guarded upserts, one transaction for each batch. */
export const postgres: Sink = {
  name: "sql-postgres",
  events: 4_000,
  async open() {
    const server = await ensurePostgres();
    if ("skipped" in server) return server;
    const pool = new Pool({ connectionString: server.url, max: 1 });
    return {
      server: server.version,
      definition: sqlConnector,
      async makePlace() {
        const schema = `bench_${randomBytes(6).toString("hex")}`;
        const config = { url: server.url, schema };
        await prepareTables(sqlConnector, config);
        return {
          config,
          openByHand: () => writeByHand(server.url, schema),
          async count() {
            const { rows } = await pool.query<{ events: string }>(
              `select count(*) - 1 as events from ${schema}.terra_activities`,
            );
            return Number(rows[0]?.events);
          },
          [Symbol.asyncDispose]: async () => void (await pool.query(`drop schema ${schema} cascade`)),
        };
      },
      [Symbol.asyncDispose]: () => pool.end(),
    };
  },
};

function writeByHand(url: string, schema: string): HandWriter {
  const pool = new Pool({ connectionString: url, options: `-c search_path=${schema}` });
  return {
    async write(records) {
      const client = await pool.connect();
      try {
        await client.query("begin");
        // Users last and sorted, so that two transactions do not wait for each other in a circle.
        for (const table of sqlRows(records)) await upsert(client, table);
        await client.query("commit");
      } finally {
        client.release();
      }
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

async function upsert(client: PoolClient, { table, key, rows }: TableRows): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const changes = columns
    .filter((column) => column !== key)
    .map((column) => `${column} = excluded.${column}`);
  const most = Math.floor(mostParameters / columns.length);
  for (let start = 0; start < rows.length; start += most) {
    const part = rows.slice(start, start + most);
    const tuples = part.map(
      (_, row) => `(${columns.map((_, at) => `$${row * columns.length + at + 1}`).join()})`,
    );
    await client.query(
      `insert into ${table} (${columns.join()}) values ${tuples.join()}
       on conflict (${key}) do update set ${changes.join()} where excluded.revision > ${table}.revision`,
      part.flatMap((row) => columns.map((column) => row[column])),
    );
  }
}
