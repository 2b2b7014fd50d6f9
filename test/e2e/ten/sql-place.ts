import { randomUUID } from "node:crypto";
import { ensurePostgres } from "@musette/testing";
import type { Place } from "./place.ts";
import { runClient } from "./run-client.ts";

/** PostgreSQL, read by psql. */
export async function sqlPlace(): Promise<Place> {
  const { url } = await ensurePostgres();
  const schema = `ten_${randomUUID().replaceAll("-", "")}`;
  const ask = (sql: string) =>
    runClient("psql", [url, "--no-psqlrc", "--tuples-only", "--no-align", "--command", sql]);
  return {
    yaml: { type: "sql", url, schema },
    client: "psql",
    async read() {
      const found = await ask(
        `select distance_meters, work_kilojoules from "${schema}".terra_activities`,
      ).catch(() => "");
      const [distance, work] = found.trim().split("|");
      return work === undefined
        ? undefined
        : { distanceMeters: Number(distance), workKilojoules: Number(work) };
    },
    async [Symbol.asyncDispose]() {
      await ask(`drop schema if exists "${schema}" cascade`);
    },
  };
}
