import { randomBytes } from "node:crypto";
import mysql from "mysql2/promise";
import { quoteAll } from "./place.ts";
import type { Place } from "./place.ts";

/** A database of its own, and an account with the permissions that the README lists. */
export async function makeMariadbPlace(serverUrl: string): Promise<Place> {
  const id = randomBytes(6).toString("hex");
  const [database, user] = [`sql_${id}`, `sql_${id}`];
  const [password, otherPassword] = [`right-${id}`, `wrong-${id}`];
  const connection = await mysql.createConnection({ uri: serverUrl, supportBigNumbers: true, timezone: "Z" });
  await connection.query(`create database ${database}`);
  await connection.query(`create user ${user}@'%' identified by '${password}'`);
  await connection.query(
    `grant select, insert, update, delete, create, alter, index on ${database}.* to ${user}@'%'`,
  );

  // To an account without any right in it, the server does not tell whether a database exists.
  await connection.query(`grant select on no_such_database_${id}.* to ${user}@'%'`);

  function at(changes: { password?: string; host?: string; port?: number; database?: string }) {
    const url = new URL(serverUrl);
    url.username = user;
    url.password = changes.password ?? password;
    url.hostname = changes.host ?? url.hostname;
    url.port = String(changes.port ?? url.port);
    url.pathname = changes.database ?? database;
    return { url: url.href };
  }
  const query: Place["query"] = async (sql) => {
    const [rows] = await connection.query<mysql.RowDataPacket[]>(sql);
    return Array.isArray(rows) ? rows : [];
  };

  return {
    config: at({}),
    secrets: [password, otherPassword],
    table: (name) => `${database}.${name}`,
    query,
    async tables() {
      const found = await query(
        `select table_name as name from information_schema.tables where table_schema = '${database}' order by 1`,
      );
      return found.map(({ name }) => String(name));
    },
    payloadText: "payload",
    async refuseKeys(table, keys) {
      await query(
        `alter table ${database}.${table} add constraint check (event_key not in (${quoteAll(keys)}))`,
      );
    },
    configAt: (endpoint) => at(endpoint),
    wrongCredentials: at({ password: otherPassword }),
    missing: at({ database: `no_such_database_${id}` }),
    async [Symbol.asyncDispose]() {
      await query(`drop database ${database}`);
      await query(`drop user ${user}@'%'`);
      await connection.end();
    },
  };
}
