import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { quoteAll } from "./place.ts";
import type { Place } from "./place.ts";

/** A folder of its own, in which the connector makes the file. */
export async function makeSqlitePlace(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), "musette-sql-"));
  const path = join(folder, "warehouse.db");

  async function query(sql: string) {
    if (!existsSync(path)) return [];
    using database = new DatabaseSync(path);
    return database.prepare(sql).all();
  }

  return {
    config: { url: `sqlite:${path}` },
    secrets: [],
    table: (name) => name,
    query,
    async tables() {
      const rows = await query("select name from sqlite_schema where type = 'table' order by name");
      return rows.map(({ name }) => String(name));
    },
    payloadText: "payload",
    async refuseKeys(table, keys) {
      await query(
        `create trigger refuse_${table} before insert on ${table} when new.event_key in (${quoteAll(keys)})
         begin select raise(abort, 'refused'); end`,
      );
    },
    missing: { url: `sqlite:${join(folder, "no", "such", "folder", "warehouse.db")}` },
    // SQLite's own companions come and go with its connections.
    files: () => readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name)),
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true });
    },
  };
}
