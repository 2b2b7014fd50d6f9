import { randomBytes } from "node:crypto";

/** A database with the roles and default privileges of a Supabase project, and PostgREST's own login. */
export interface SupabaseDatabase extends AsyncDisposable {
  /** Runs a statement, or several without parameters, as the owner of the tables. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** For PostgREST: a role that may do nothing but become one of the three. */
  readonly authenticatorUrl: string;
}

/** As in a Supabase project, by name and rights. They belong to the whole server, and stay. */
const roles = {
  anon: "nologin noinherit",
  authenticated: "nologin noinherit",
  service_role: "nologin noinherit bypassrls",
};

/** Makes the database on a PostgreSQL server whose user may create roles. `empty` is an exposed schema without tables. */
export async function createSupabaseDatabase(serverUrl: string): Promise<SupabaseDatabase> {
  const id = randomBytes(6).toString("hex");
  const [name, login, password] = [`supabase_${id}`, `authenticator_${id}`, randomBytes(12).toString("hex")];
  const all = Object.keys(roles).join(", ");
  await run(
    serverUrl,
    ...Object.entries(roles).map(
      ([role, rights]) => `do $$ begin create role ${role} ${rights};
        exception when duplicate_object or unique_violation then null; end $$`,
    ),
    `create role ${login} login noinherit password '${password}'`,
    `grant ${all} to ${login}`,
    `create database ${name}`,
  );
  const url = at(serverUrl, { pathname: name });
  await run(
    url,
    "create schema empty",
    `grant usage on schema public, empty to ${all}`,
    // A Supabase project gives every new table to all three; what they see of it is up to row level security.
    `alter default privileges in schema public grant all on tables to ${all}`,
    `alter default privileges in schema public grant all on functions to ${all}`,
  );
  return {
    query: async (sql) => await run(url, sql),
    authenticatorUrl: at(serverUrl, { pathname: name, username: login, password }),
    async [Symbol.asyncDispose]() {
      await run(serverUrl, `drop database ${name} with (force)`, `drop role ${login}`);
    },
  };
}

/** Returns the rows of the last statement. */
async function run(url: string, ...statements: readonly string[]) {
  // Loaded here because whoever wants only a sample payload imports this package too.
  const { Client } = await import("pg");
  const client = new Client(url);
  await client.connect();
  try {
    let rows: readonly Readonly<Record<string, unknown>>[] = [];
    // Several statements in one text have several results, and no rows of their own.
    for (const statement of statements) rows = (await client.query(statement)).rows ?? [];
    return rows;
  } finally {
    await client.end();
  }
}

function at(serverUrl: string, parts: Partial<Record<"pathname" | "username" | "password", string>>): string {
  return Object.assign(new URL(serverUrl), parts).href;
}
