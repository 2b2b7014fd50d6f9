import { ensureServer } from "../ensure-server.ts";
import { postgres } from "../postgres.ts";
import { reasonOf } from "../reason-of.ts";
import { findPostgrest } from "./find-postgrest.ts";
import { startSupabase } from "./start-supabase.ts";
import type { SupabaseProject } from "./start-supabase.ts";

/** What it takes for a Supabase project, or why there is none. */
export type EnsuredSupabase =
  | {
      /** The project's own, or of the PostgreSQL below. */
      readonly url: string;
      readonly version: string;
      readonly how: string;
      /** Whether the tests own the database, and may do more than the API lets them. */
      readonly isOurs: boolean;
      /** The project; to be disposed by the suite. Not started before, because a suite may be left out. */
      start(): Promise<SupabaseProject>;
    }
  | { readonly url: string; readonly skipped: string };

/**
 * The project of `MUSETTE_TEST_SUPABASE_URL` and `MUSETTE_TEST_SUPABASE_SERVICE_KEY`, else one that can be started on
 * the PostgreSQL for tests.
 *
 * @throws when there is none and `REQUIRE_SERVERS=1`.
 */
export async function ensureSupabase(): Promise<EnsuredSupabase> {
  const url = process.env["MUSETTE_TEST_SUPABASE_URL"];
  const serviceKey = process.env["MUSETTE_TEST_SUPABASE_SERVICE_KEY"];
  if (url && serviceKey) {
    const wrongKey = serviceKey.replace(/.{8}$/, "AAAAAAAA");
    const project = { url, serviceKey, wrongKey, [Symbol.asyncDispose]: async () => undefined };
    return {
      url,
      version: "Supabase",
      how: "named by its variable",
      isOurs: false,
      start: async () => project,
    };
  }
  const server = await ensureServer(postgres);
  if ("skipped" in server) return server;
  try {
    const { program, version } = await findPostgrest();
    const start = async () => await startSupabase({ postgresUrl: server.url, postgrest: program });
    return {
      url: server.url,
      version: `${version} on ${server.version}`,
      how: "started when needed",
      isOurs: true,
      start,
    };
  } catch (error) {
    const skipped = `no PostgREST: ${reasonOf(error)}`;
    if (process.env["REQUIRE_SERVERS"] === "1") throw new Error(skipped, { cause: error });
    return { url: server.url, skipped };
  }
}
