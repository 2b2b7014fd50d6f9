import { randomBytes } from "node:crypto";
import { createSupabaseDatabase } from "./create-database.ts";
import { signToken } from "./json-web-token.ts";
import { startGateway } from "./start-gateway.ts";
import { startPostgrest } from "./start-postgrest.ts";

/** A Supabase project for tests. */
export interface SupabaseProject extends AsyncDisposable {
  readonly url: string;
  readonly serviceKey: string;
  /** A key that is none. */
  readonly wrongKey: string;
  /** Only of a project of our own. */
  readonly anonKey?: string;
  /** Runs SQL as the owner of the tables, past PostgREST. Only of a project of our own. */
  query?(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

/**
 * Starts a project of our own: a new database on a PostgreSQL server, a real PostgREST, and a storage service in
 * memory. The exposed schemas are `public` and, without anything in it, `empty`.
 */
export async function startSupabase(options: {
  readonly postgresUrl: string;
  readonly postgrest: string;
}): Promise<SupabaseProject> {
  await using made = new AsyncDisposableStack();
  const tokenSecret = randomBytes(32).toString("hex");
  const database = made.use(await createSupabaseDatabase(options.postgresUrl));
  const postgrest = made.use(
    await startPostgrest({
      program: options.postgrest,
      databaseUrl: database.authenticatorUrl,
      schemas: ["public", "empty"],
      tokenSecret,
    }),
  );
  const gateway = made.use(await startGateway({ postgrestPort: postgrest.port, tokenSecret }));
  const kept = made.move();
  return {
    url: gateway.url,
    serviceKey: signToken({ role: "service_role" }, tokenSecret),
    wrongKey: signToken({ role: "service_role" }, randomBytes(32).toString("hex")),
    anonKey: signToken({ role: "anon" }, tokenSecret),
    query: async (sql) => await database.query(sql),
    [Symbol.asyncDispose]: async () => await kept.disposeAsync(),
  };
}
