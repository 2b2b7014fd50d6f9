import { randomBytes } from "node:crypto";
import { sqlConnector } from "@musette/connector-sql";
import { ensureMariadb } from "@musette/testing";
import mysql from "mysql2/promise";
import { prepareTables } from "./prepare-tables.ts";
import type { HandWriter, Sink } from "./sink.ts";
import { sqlRows } from "./sql-rows.ts";
import type { TableRows } from "./sql-rows.ts";

/** MariaDB by mysql2: multi-row guarded upserts, one transaction for each batch. */
export const mariadb: Sink = {
  name: "sql-mariadb",
  events: 4_000,
  async open() {
    const server = await ensureMariadb();
    if ("skipped" in server) return server;
    const admin = await mysql.createConnection({ uri: server.url });
    return {
      server: server.version,
      definition: sqlConnector,
      async makePlace() {
        const database = `bench_${randomBytes(6).toString("hex")}`;
        await admin.query(`create database ${database}`);
        const url = new URL(server.url);
        url.pathname = database;
        await prepareTables(sqlConnector, { url: url.href });
        return {
          config: { url: url.href },
          openByHand: () => writeByHand(url.href),
          async count() {
            const [rows] = await admin.query<mysql.RowDataPacket[]>(
              `select count(*) - 1 as events from ${database}.terra_activities`,
            );
            return Number(rows[0]?.["events"]);
          },
          [Symbol.asyncDispose]: async () => void (await admin.query(`drop database ${database}`)),
        };
      },
      [Symbol.asyncDispose]: () => admin.end(),
    };
  },
};

function writeByHand(url: string): HandWriter {
  const pool = mysql.createPool({ uri: url, timezone: "Z", charset: "utf8mb4" });
  return {
    async write(records) {
      const connection = await pool.getConnection();
      try {
        await connection.query("set session transaction isolation level read committed");
        await connection.beginTransaction();
        for (const table of sqlRows(records)) await upsert(connection, table);
        await connection.commit();
      } finally {
        connection.release();
      }
    },
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

async function upsert(connection: mysql.PoolConnection, { table, key, rows }: TableRows): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  // The revision comes last: assignments are made from left to right and see the ones before.
  const changing = [...columns.filter((column) => column !== key && column !== "revision"), "revision"];
  const changes = changing.map(
    (column) => `${column} = if(values(revision) > ${table}.revision, values(${column}), ${table}.${column})`,
  );
  const values = rows.map((row) => columns.map((column) => row[column]));
  await connection.query(
    `insert into ${table} (${columns.join()}) values ? on duplicate key update ${changes.join()}`,
    [values],
  );
}
