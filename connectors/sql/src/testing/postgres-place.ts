import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { quoteAll } from "./place.ts";
import type { Place } from "./place.ts";

/** A schema of its own, which the connector makes, and a role that may do just that. */
export async function makePostgresPlace(serverUrl: string): Promise<Place> {
  const id = randomBytes(6).toString("hex");
  const [schema, role] = [`sql_${id}`, `sql_role_${id}`];
  const [password, otherPassword] = [`right-${id}`, `wrong-${id}`];
  const client = new Client(serverUrl);
  await client.connect();
  const { rows } = await client.query<{ database: string }>("select current_database() as database");
  const database = String(rows[0]?.database);
  await client.query(`create role ${role} login password '${password}'`);
  await client.query(`grant create on database "${database}" to ${role}`);

  function at(changes: {
    user?: string;
    password?: string;
    host?: string;
    port?: number;
    database?: string;
  }) {
    const url = new URL(serverUrl);
    url.username = changes.user ?? role;
    url.password = changes.password ?? password;
    url.hostname = changes.host ?? url.hostname;
    url.port = String(changes.port ?? url.port);
    url.pathname = changes.database ?? database;
    return { url: url.href, schema };
  }
  const query: Place["query"] = async (sql) => (await client.query(sql)).rows ?? [];

  return {
    config: at({}),
    secrets: [password, otherPassword],
    table: (name) => `${schema}.${name}`,
    query,
    async tables() {
      const found = await query(`select table_name as name from information_schema.tables
        where table_schema = '${schema}' union select '(schema)' from pg_namespace where nspname = '${schema}'
        order by name`);
      return found.map(({ name }) => String(name));
    },
    payloadText: "payload::text",
    async refuseKeys(table, keys) {
      await query(`alter table ${schema}.${table} add check (event_key not in (${quoteAll(keys)}))`);
    },
    configAt: (endpoint) => at(endpoint),
    // A server that trusts loopback still knows which roles there are.
    wrongCredentials: at({ user: `${role}_unknown`, password: otherPassword }),
    missing: at({ database: `no_such_database_${id}` }),
    async [Symbol.asyncDispose]() {
      await client.query(`drop owned by ${role} cascade`);
      await client.query(`drop role ${role}`);
      await client.end();
    },
  };
}
