import { readFile } from "node:fs/promises";
import { ensureSupabase } from "@musette/testing";
import type { Place } from "./place.ts";
import { curl } from "./run-client.ts";

const schemaFile = new URL("../../../connectors/supabase/schema.sql", import.meta.url);

/** A real PostgREST, read by curl. */
export async function supabasePlace(): Promise<Place> {
  const supabase = await ensureSupabase();
  if ("skipped" in supabase) throw new Error(supabase.skipped);
  const project = await supabase.start();
  await project.query?.(await readFile(schemaFile, "utf8"));
  return {
    yaml: { type: "supabase", url: project.url, service_key: project.serviceKey },
    client: "curl",
    async read() {
      const headers = [`apikey: ${project.serviceKey}`, `authorization: Bearer ${project.serviceKey}`];
      const options = headers.flatMap((header) => ["--header", header]);
      const url = `${project.url}/rest/v1/terra_activities?select=distance_meters,work_kilojoules`;
      const [row] = JSON.parse(await curl(...options, url)) as readonly {
        readonly distance_meters: number;
        readonly work_kilojoules: number;
      }[];
      return row && { distanceMeters: row.distance_meters, workKilojoules: row.work_kilojoules };
    },
    [Symbol.asyncDispose]: () => project[Symbol.asyncDispose](),
  };
}
