import { readFile } from "node:fs/promises";
import { supabaseConnector } from "@musette/connector-supabase";
import type { DeliveryRecord } from "@musette/core";
import { ensureSupabase } from "@musette/testing";
import { createClient } from "@supabase/supabase-js";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { HandWriter, Sink } from "./sink.ts";
import { sqlRows } from "./sql-rows.ts";

const schema = new URL("../../connectors/supabase/schema.sql", import.meta.url);
const tables = "terra_activities, terra_data_payloads, terra_misc_payloads, terra_users";

/** The guarded function of schema.sql, called by supabase-js: one request for each batch. */
export const supabase: Sink = {
  name: "supabase",
  events: 3_000,
  async open() {
    const server = await ensureSupabase();
    if ("skipped" in server) return server;
    if (!server.isOurs)
      return { skipped: "the named project may hold tables of somebody's, which are emptied" };
    const project = await server.start();
    const { url, serviceKey } = project;
    const query = async (sql: string) => (await project.query?.(sql)) ?? [];
    await query(await readFile(schema, "utf8"));
    // PostgREST hears of new functions a moment later.
    await untilTaken(createClient(url, serviceKey));
    return {
      server: server.version,
      definition: supabaseConnector,
      async makePlace() {
        await query(`truncate ${tables}`);
        return {
          config: { url, service_key: serviceKey },
          openByHand: () => writeByHand(createClient(url, serviceKey)),
          async count() {
            const [row] = await query("select count(*) as events from terra_activities");
            return Number(row?.["events"]);
          },
          async [Symbol.asyncDispose]() {},
        };
      },
      [Symbol.asyncDispose]: async () => await project[Symbol.asyncDispose](),
    };
  },
};

function writeByHand(client: SupabaseClient): HandWriter {
  return {
    async write(records) {
      const { error } = await write(client, records);
      if (error !== null) throw new Error(`the function failed: ${error.code} ${error.message}`);
    },
    async [Symbol.asyncDispose]() {},
  };
}

async function write(client: SupabaseClient, records: readonly DeliveryRecord[]) {
  const rows = new Map(sqlRows(records).map(({ table, rows }) => [table, rows.map(printable)]));
  return await client.rpc("musette_write", {
    users: rows.get("terra_users") ?? [],
    data_payloads: rows.get("terra_data_payloads") ?? [],
    misc_payloads: [],
    activities: rows.get("terra_activities") ?? [],
  });
}

async function untilTaken(client: SupabaseClient): Promise<void> {
  while ((await write(client, [])).error !== null);
}

/** JSON has no bigint. */
function printable(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, typeof value === "bigint" ? String(value) : value]),
  );
}
